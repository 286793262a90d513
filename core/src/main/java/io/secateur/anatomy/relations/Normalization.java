package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * Softmax and its kind: every element depends on all others of the axis, so the axis stays whole.
 */
final class Normalization implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Relations.sameAxes(x, to.out(node), to);
    boolean flattens = to.graph().opset() < 13; // then all axes from this one on are one
    int axis = Relations.axis(node.attributes().integer("axis", flattens ? 1 : -1), x.rank());
    for (int a = axis; a < (flattens ? x.rank() : axis + 1); a++) {
      to.pin(x, a, node + ": each element depends on all others of this axis");
    }
  }
}
