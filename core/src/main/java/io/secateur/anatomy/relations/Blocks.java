package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * DepthToSpace and SpaceToDepth with blocks of b by b pixels: one channel of the larger image is b²
 * of the smaller, which go together.
 */
final class Blocks implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    boolean widens = node.op().equals("DepthToSpace");
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    Operand few = widens ? y : x;
    Operand many = widens ? x : y;
    to.same(x, 0, y, 0);
    int blocks = (int) node.attributes().integer("blocksize", 1);
    boolean neighbours = node.attributes().text("mode", "DCR").equals("CRD");
    for (int i = 0; i < many.size(1); i++) {
      int channel = neighbours ? i / (blocks * blocks) : i % few.size(1);
      to.sameIndex(many, 1, i, few, 1, channel);
    }
    for (int axis = 2; axis < x.rank(); axis++) {
      to.pin(x, axis, node + ": it moves pixels into channels, or back");
      to.pin(y, axis, node + ": it moves pixels into channels, or back");
    }
  }
}
