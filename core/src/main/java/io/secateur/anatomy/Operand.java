package io.secateur.anatomy;

import io.secateur.model.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One place in the graph whose axes have indices: a value, or one use of a constant.
 *
 * <p>Every use of a constant is a place of its own, since surgery can give each reader its own
 * copy; two layers that happen to share a bias are not thereby one.
 */
public final class Operand {
  private final String value;
  private final long[] dims;
  private final int base;
  private final @Nullable Node user;
  private final int slot;

  Operand(String value, long[] dims, int base, @Nullable Node user, int slot) {
    this.value = value;
    this.dims = dims;
    this.base = base;
    this.user = user;
    this.slot = slot;
  }

  /** The name of the value or constant. */
  public String value() {
    return value;
  }

  public int rank() {
    return dims.length;
  }

  public int size(int axis) {
    return Math.toIntExact(dims[axis]);
  }

  long[] dims() {
    return dims;
  }

  /** Whether this is one use of a constant. */
  public boolean isConstant() {
    return user != null;
  }

  /** The node that uses the constant; null where this is a value. */
  public @Nullable Node user() {
    return user;
  }

  /** The input of {@link #user()} at which the constant is used. */
  public int slot() {
    return slot;
  }

  /** The number of an index of an axis in the partition. */
  int id(int axis, int index) {
    int id = base;
    for (int a = 0; a < axis; a++) {
      id += size(a);
    }
    return id + index;
  }

  @Override
  public String toString() {
    return value + Arrays.toString(dims);
  }
}
