package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * Pooling: x (batch, channels, space...) -> y (batch, channels, less space...); channels go
 * through.
 */
final class Pooling implements Relation {
  static final String[] OPERATORS = {
    "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "LpPool", "GlobalLpPool"
  };

  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    to.same(x, 0, y, 0);
    to.same(x, 1, y, 1);
    for (int a = 2; a < x.rank(); a++) {
      to.pin(x, a, node + ": it pools along this axis");
      to.pin(y, a, node + ": it pools along this axis");
    }
  }
}
