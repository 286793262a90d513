package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * GatherElements, ScatterElements, GatherND and ScatterND: axes whose indices are picked by number
 * stay, the others go through.
 */
final class Picking implements Relation {
  static final String[] OPERATORS = {
    "GatherElements", "GatherND", "Scatter", "ScatterElements", "ScatterND"
  };

  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand indices = to.in(node, 1);
    Operand y = to.out(node);
    switch (node.op()) {
      case "GatherElements" -> elements(node, x, indices, y, y, to);
      case "GatherND" -> gathered(node, x, indices, y, to);
      case "ScatterND" -> scattered(node, x, indices, y, to);
      default -> {
        Relations.sameAxes(x, y, to);
        elements(node, x, indices, to.in(node, 2), y, to);
      }
    }
  }

  /**
   * @param part has the indices' shape
   */
  private static void elements(
      Node node, Operand x, Operand indices, Operand part, Operand y, Relator to) {
    int along = Relations.axis(node.attributes().integer("axis", 0), x.rank());
    Relations.sameAxes(indices, part, to);
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis == along || part.size(axis) != x.size(axis)) {
        to.pin(x, axis, byNumber(node));
        to.pin(part, axis, byNumber(node));
        to.pin(y, axis, byNumber(node));
      } else {
        to.same(x, axis, part, axis);
      }
    }
  }

  private static void gathered(Node node, Operand x, Operand indices, Operand y, Relator to) {
    int batch = (int) node.attributes().integer("batch_dims", 0);
    int last = indices.rank() - 1;
    int picked = batch + indices.size(last);
    to.pin(indices, last, byNumber(node));
    for (int axis = 0; axis < last; axis++) {
      to.same(indices, axis, y, axis);
    }
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis < batch) {
        to.same(x, axis, y, axis);
      } else if (axis < picked) {
        to.pin(x, axis, byNumber(node));
      } else {
        to.same(x, axis, y, last + axis - picked);
      }
    }
  }

  private static void scattered(Node node, Operand x, Operand indices, Operand y, Relator to) {
    Operand updates = to.in(node, 2);
    int last = indices.rank() - 1;
    int picked = indices.size(last);
    to.pin(indices, byNumber(node));
    Relations.sameAxes(x, y, to);
    for (int axis = 0; axis < last; axis++) {
      to.pin(updates, axis, byNumber(node));
    }
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis < picked) {
        to.pin(x, axis, byNumber(node));
      } else {
        to.same(x, axis, updates, last + axis - picked);
      }
    }
  }

  private static String byNumber(Node node) {
    return node + ": it picks indices of this axis by their number";
  }
}
