package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Slice takes along one axis: indices from, from + step, ... as numpy would.
 *
 * @param from the first index, resolved
 * @param to one past the last for a step of 1, resolved
 * @param start where the first number comes from
 * @param end where the second number comes from
 */
record Bounds(int axis, int from, int to, int step, Element start, Element end) {

  /** One entry an axis that the node names; null where a number is not known. */
  static @Nullable List<Bounds> of(Node node, Operand x, ShapeSource source) {
    List<Element> starts = source.all(node, "starts", 1);
    List<Element> ends = source.all(node, "ends", 2);
    List<Element> axes = source.all(node, "axes", 3);
    List<Element> steps = source.all(node, "steps", 4);
    if (starts == null || ends == null || axes == null || steps == null) {
      return null;
    }
    List<Bounds> bounds = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int axis = Relations.axis(axes.isEmpty() ? i : axes.get(i).value(), x.rank());
      int step = steps.isEmpty() ? 1 : (int) steps.get(i).value();
      int size = x.size(axis);
      int last = step > 0 ? size : size - 1;
      int from = clamp(starts.get(i).value(), size, 0, last);
      int to = clamp(ends.get(i).value(), size, step > 0 ? 0 : -1, last);
      bounds.add(new Bounds(axis, from, to, step, starts.get(i), ends.get(i)));
    }
    return bounds;
  }

  private static int clamp(long bound, int size, int low, int high) {
    long resolved = bound < 0 ? bound + size : bound;
    return (int) Math.max(low, Math.min(high, resolved));
  }
}
