package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * BatchNormalization: x (batch, channels, ...), scale, bias, mean and variance (channels) -> y like
 * x.
 */
final class BatchNormalization implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Relations.sameAxes(x, to.out(node), to);
    for (int i = 1; i < 5; i++) {
      to.same(to.in(node, i), 0, x, x.rank() > 1 ? 1 : 0);
    }
  }
}
