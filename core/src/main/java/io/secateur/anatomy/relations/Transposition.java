package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * Transpose: axis i of the output is axis perm[i] of the input; without perm, the axes in reverse.
 */
final class Transposition implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    long[] perm = node.attributes().integers("perm");
    for (int axis = 0; axis < y.rank(); axis++) {
      int from = perm.length == 0 ? y.rank() - 1 - axis : Relations.axis(perm[axis], y.rank());
      to.same(y, axis, x, from);
    }
  }
}
