package io.secateur.anatomy.relations;

import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/** What is computed from sizes and not from elements: nothing in it is an index of a neuron. */
final class ShapeArithmetic implements Relation {
  static final String[] OPERATORS = {"Shape", "Size", "Range"};

  @Override
  public void relate(Node node, Relator to) {
    to.pin(to.out(node), node + ": it holds sizes");
    if (node.op().equals("Size")) {
      to.pin(to.in(node, 0), node + ": it counts the elements");
    }
  }
}
