package io.secateur.anatomy;

import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What relations say of the numbers that nodes are given: the sizes in a shape, the bounds of a
 * slice, the amounts of a padding.
 *
 * <p>A number that is written down follows the indices that it counts. One that is computed from
 * sizes follows by itself where it is the size of the very axis that it counts; otherwise {@link
 * Scalings} sees to it.
 */
public final class Numbers {
  /**
   * The size of an axis of what a Shape node takes.
   *
   * @param shape the Shape node
   * @param axis the axis
   */
  public record Measure(Node shape, int axis) {}

  /**
   * A number that is computed from sizes and counts indices of an axis.
   *
   * @param node the node that is given the number
   * @param slot the input at which it is
   * @param element which element of the input
   * @param axis the axis
   * @param from the first index that is counted
   * @param count how many are
   * @param measured the axis that the number is the size of; null where more is done to it
   * @param measures the sizes that it is computed from
   */
  public record Computed(
      Node node,
      int slot,
      int element,
      Relator.Axis axis,
      int from,
      int count,
      Relator.@Nullable Axis measured,
      Set<Measure> measures) {
    public Computed {
      measures = Set.copyOf(measures);
    }
  }

  private final Relator relator;
  private final List<SizeConstant> written = new ArrayList<>();
  private final Map<SizeConstant.Place, List<SizeConstant>> byPlace = new HashMap<>();
  private final Set<String> understood = new HashSet<>();
  final List<Computed> computed = new ArrayList<>();
  final Set<Measure> restored = new LinkedHashSet<>();

  Numbers(Relator relator) {
    this.relator = relator;
  }

  /**
   * A number that is written in a constant or an attribute counts indices of an axis, and follows
   * them. Indices that share the number stay equally many, and so are the same.
   */
  public void written(SizeConstant size) {
    List<SizeConstant> same = byPlace.computeIfAbsent(size.place(), p -> new ArrayList<>());
    for (SizeConstant known : same) {
      if (known.count() == size.count()) {
        relator.same(
            known.operand(),
            known.axis(),
            known.from(),
            size.operand(),
            size.axis(),
            size.from(),
            size.count());
      } else {
        String reason = size.node() + ": one of its numbers counts another axis too";
        relator.pin(known.operand(), known.axis(), reason);
        relator.pin(size.operand(), size.axis(), reason);
      }
    }
    same.add(size);
    written.add(size);
  }

  /** The written numbers that count indices, as far as is known. */
  public List<SizeConstant> written() {
    return written;
  }

  /** The axes that these written numbers count keep all of their indices. */
  public void keep(Predicate<SizeConstant> which, String reason) {
    written.stream().filter(which).forEach(s -> relator.pin(s.operand(), s.axis(), reason));
  }

  /** A number that is computed from sizes counts indices of an axis. */
  public void computed(Computed number) {
    computed.add(number);
  }

  /** A size is used otherwise too, and has to stay what it is there. */
  public void restore(Measure size) {
    restored.add(size);
  }

  /** A relation knows what the numbers at this input mean, and has said so. */
  public void understand(Node node, int slot) {
    understood.add(node.index() + ":" + slot);
  }

  /** What was said of the numbers that a node takes no longer holds. */
  public void understandNothing(Node node) {
    for (int slot = 0; slot < node.inputs().size(); slot++) {
      understood.remove(node.index() + ":" + slot);
    }
  }

  public boolean isUnderstood(Node node, int slot) {
    return understood.contains(node.index() + ":" + slot);
  }
}
