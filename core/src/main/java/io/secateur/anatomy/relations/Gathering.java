package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * Gather: x (before..., n, after...), indices (i...) -> y (before..., i..., after...). It picks
 * from n by number, so n stays; all else goes through. From a table of constants it makes neurons.
 */
final class Gathering implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand indices = to.in(node, 1);
    Operand y = to.out(node);
    int along = Relations.axis(node.attributes().integer("axis", 0), x.rank());
    to.pin(x, along, node + ": it picks indices of this axis by their number");
    for (int axis = 0; axis < along; axis++) {
      to.same(x, axis, y, axis);
    }
    for (int axis = 0; axis < indices.rank(); axis++) {
      to.same(indices, axis, y, along + axis);
    }
    for (int axis = along + 1; axis < x.rank(); axis++) {
      to.same(x, axis, y, axis + indices.rank() - 1);
    }
    if (!to.isData(x) && to.isData(indices) && along < x.rank() - 1) {
      to.writes(node, y.rank() - 1);
    }
  }
}
