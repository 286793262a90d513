package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * QuantizeLinear and DequantizeLinear: every element by itself. Scale and zero point are one
 * number, or lie along an axis, or are of blocks of an axis, which then stays whole.
 */
final class Quantization implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Relations.sameAxes(x, to.out(node), to);
    for (int slot = 1; slot < node.inputs().size(); slot++) {
      if (node.hasInput(slot)) {
        parameter(node, to.in(node, slot), x, to);
      }
    }
  }

  private static void parameter(Node node, Operand parameter, Operand x, Relator to) {
    int axis = x.rank() == 0 ? 0 : Relations.axis(node.attributes().integer("axis", 1), x.rank());
    if (parameter.rank() == 1 && axis < x.rank() && parameter.size(0) == x.size(axis)) {
      to.same(parameter, 0, x, axis);
    } else if (parameter.rank() <= 1) {
      to.pin(parameter, node + ": it is one for all");
    } else {
      for (int a = 0; a < x.rank(); a++) {
        if (a == axis) {
          to.pin(parameter, a, node + ": it is for a block of indices");
          to.pin(x, a, node + ": blocks of this axis have a scale together");
        } else {
          to.same(parameter, a, x, a);
        }
      }
    }
  }
}
