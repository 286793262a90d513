package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/** Tile: every copy has the input's indices. */
final class Tiling implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    for (int axis = 0; axis < y.rank(); axis++) {
      int size = x.size(axis);
      for (int from = 0; from < y.size(axis); from += size) {
        to.same(x, axis, 0, y, axis, from, size);
      }
    }
  }
}
