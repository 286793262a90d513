package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * GridSample and RoiAlign: x (batch, channels, space...) read at places that another input gives;
 * channels go through.
 */
final class Sampling implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    boolean grid = node.op().equals("GridSample");
    for (int slot = 1; slot < node.inputs().size(); slot++) {
      Operand places = to.in(node, slot);
      to.same(places, 0, y, 0);
      for (int axis = 1; axis < places.rank(); axis++) {
        to.pin(places, axis, node + ": it gives places");
      }
    }
    if (grid) {
      to.same(x, 0, y, 0);
    } else {
      to.pin(x, 0, node + ": it picks samples by their number");
    }
    to.same(x, 1, y, 1);
    for (int axis = 2; axis < x.rank(); axis++) {
      to.pin(x, axis, node + ": it reads between indices of this axis");
      to.pin(y, axis, node + ": it reads between indices of this axis");
    }
  }
}
