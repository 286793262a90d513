package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/** Trilu: which elements of a matrix become 0 depends on their numbers. */
final class Triangle implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Relations.sameAxes(x, to.out(node), to);
    for (int axis = x.rank() - 2; axis < x.rank(); axis++) {
      to.pin(x, axis, node + ": it keeps a triangle of this axis and another");
    }
    if (node.hasInput(1)) {
      to.pin(to.in(node, 1), node + ": it is the triangle's place");
    }
  }
}
