package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import java.util.List;

/**
 * Operators in which the elements along one axis meet, in an order or a neighbourhood: that axis
 * stays whole, the others go through.
 */
final class AlongAxis implements Relation {
  static final String[] OPERATORS = {
    "ArgMax", "ArgMin", "CumSum", "LRN", "LpNormalization", "TopK"
  };

  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    int along = along(node, x, to);
    if (along < 0) {
      Relations.pinAll(node, to, "its axis is computed in a way that is not understood");
      return;
    }
    String reason = node + ": all elements along this axis meet";
    to.pin(x, along, reason);
    for (int i = 0; i < node.outputs().size(); i++) {
      if (Relations.isTaken(node, i, to)) {
        carry(x, to.out(node, i), along, reason, to);
      }
    }
  }

  /** Where the output lacks the axis, those after it move up. */
  private static void carry(Operand x, Operand y, int along, String reason, Relator to) {
    int gone = x.rank() - y.rank();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis != along) {
        to.same(x, axis, y, axis > along ? axis - gone : axis);
      } else if (gone == 0) {
        to.pin(y, axis, reason);
      }
    }
  }

  /** −1 if it is not known. */
  private static int along(Node node, Operand x, Relator to) {
    if (node.op().equals("CumSum")) {
      List<Element> axes = new ShapeSource(to).all(node, "", 1);
      return axes == null || axes.isEmpty() ? -1 : Relations.axis(axes.get(0).value(), x.rank());
    }
    if (node.op().equals("LRN")) {
      return 1; // the channels
    }
    long otherwise = node.op().startsWith("Arg") ? 0 : -1;
    return Relations.axis(node.attributes().integer("axis", otherwise), x.rank());
  }
}
