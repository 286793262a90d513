package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * Normalisation by a sample's own mean and variance: the axes over which those are taken stay
 * whole. InstanceNormalization leaves the channels alone, with their scale and bias.
 */
final class OwnNormalization implements Relation {
  static final String[] OPERATORS = {
    "LayerNormalization", "InstanceNormalization", "GroupNormalization"
  };

  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Relations.sameAxes(x, to.out(node), to);
    int from =
        switch (node.op()) {
          case "LayerNormalization" ->
              Relations.axis(node.attributes().integer("axis", -1), x.rank());
          case "InstanceNormalization" -> 2;
          default -> 1;
        };
    for (int axis = from; axis < x.rank(); axis++) {
      to.pin(x, axis, node + ": its mean and variance are taken over this axis");
    }
    for (int slot = 1; slot < node.inputs().size(); slot++) {
      if (node.op().equals("InstanceNormalization")) {
        to.same(to.in(node, slot), 0, x, 1);
      } else if (node.hasInput(slot)) {
        to.pin(to.in(node, slot), node + ": its scale and bias lie on axes that stay");
      }
    }
  }
}
