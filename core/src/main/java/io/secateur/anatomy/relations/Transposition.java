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
    for (int axis = 0; axis < y.rank(); axis++) {
      to.same(y, axis, x, from(node, axis, y.rank()));
    }
  }

  /** The axis of the input that an axis of the output is. */
  static int from(Node node, int axis, int rank) {
    long[] perm = node.attributes().integers("perm");
    return perm.length == 0 ? rank - 1 - axis : Relations.axis(perm[axis], rank);
  }
}
