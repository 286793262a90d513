package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/** Concat: along the axis, each input is a range of the output; all other axes go through. */
final class Concatenation implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand y = to.out(node);
    int along = Relations.axis(node.attributes().integer("axis", 1), y.rank());
    int from = 0;
    for (int i = 0; i < node.inputs().size(); i++) {
      Operand x = to.in(node, i);
      for (int axis = 0; axis < y.rank(); axis++) {
        if (axis != along) {
          to.same(x, axis, y, axis);
        }
      }
      to.same(x, along, 0, y, along, from, x.size(along));
      from += x.size(along);
    }
  }
}
