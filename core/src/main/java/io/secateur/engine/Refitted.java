package io.secateur.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights that were fitted anew, in native memory: for each constant the last that was asked for.
 */
final class Refitted implements AutoCloseable {
  private record Held(io.secateur.model.Tensor from, Tensor copy) {}

  private final Map<String, Held> held = new HashMap<>();

  /** A constant's value; valid until another is asked for under its name. */
  Tensor get(String constant, io.secateur.model.Tensor value) {
    Held known = held.get(constant);
    if (known == null || known.from() != value) {
      Scopes.run(() -> held.put(constant, new Held(value, Scopes.keep(Bridge.toNative(value)))));
      if (known != null) {
        Scopes.release(known.copy());
      }
    }
    return Objects.requireNonNull(held.get(constant)).copy();
  }

  @Override
  public void close() {
    held.values().forEach(h -> Scopes.release(h.copy()));
    held.clear();
  }
}
