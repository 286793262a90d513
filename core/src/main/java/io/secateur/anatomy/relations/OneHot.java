package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/** OneHot: indices (i...) -> y with an axis more, which stays. */
final class OneHot implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand indices = to.in(node, 0);
    Operand y = to.out(node);
    int along = Relations.axis(node.attributes().integer("axis", -1), y.rank());
    to.pin(y, along, node + ": its indices are numbers that it is given");
    to.pin(to.in(node, 1), node + ": it is a size");
    to.pin(to.in(node, 2), node + ": these are two numbers");
    for (int axis = 0; axis < indices.rank(); axis++) {
      to.same(indices, axis, y, axis < along ? axis : axis + 1);
    }
  }
}
