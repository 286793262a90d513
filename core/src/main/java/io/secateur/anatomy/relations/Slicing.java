package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Slice: along the axes that it names, indices of the output are a range of the input's; its bounds
 * follow. With steps the indices that it takes stay where they are.
 */
final class Slicing implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    ShapeSource source = new ShapeSource(to);
    List<Bounds> bounds = Bounds.of(node, x, source);
    if (bounds == null) {
      Relations.pinAll(node, to, "its bounds are computed in a way that is not understood");
      return;
    }
    Set<Integer> sliced = new HashSet<>();
    for (Bounds b : bounds) {
      sliced.add(b.axis());
      if (b.step() == 1 && b.from() < b.to()) {
        range(node, b, x, y, to, source);
      } else {
        String reason = node + ": it takes indices of this axis by their number";
        to.pin(x, b.axis(), reason);
        to.pin(y, b.axis(), reason);
      }
    }
    for (int axis = 0; axis < y.rank(); axis++) {
      if (!sliced.contains(axis)) {
        to.same(x, axis, y, axis);
      }
    }
  }

  private static void range(
      Node node, Bounds b, Operand x, Operand y, Relator to, ShapeSource source) {
    to.same(x, b.axis(), b.from(), y, b.axis(), 0, b.to() - b.from());
    if (b.from() > 0) {
      source.count(node, b.start(), x, b.axis(), 0, b.from());
    }
    if (b.end().value() <= x.size(b.axis())) { // beyond, it means the end
      source.count(node, b.end(), x, b.axis(), 0, b.to());
    }
  }
}
