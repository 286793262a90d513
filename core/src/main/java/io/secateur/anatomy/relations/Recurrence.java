package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;

/**
 * LSTM, GRU and RNN: x (time, batch, features), w (directions, gates, features). They sum over the
 * features; their own neurons stay.
 */
final class Recurrence implements Relation {
  static final String[] OPERATORS = {"GRU", "LSTM", "RNN"};

  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand w = to.in(node, 1);
    if (to.isData(w)) {
      Relations.pinAll(node, to, "its weights depend on the data");
      return;
    }
    String reason = node + ": recurrent layers stay whole";
    to.pin(x, 0, reason);
    to.pin(x, 1, reason);
    to.same(x, 2, w, 2);
    to.reads(node, 0, 2);
    to.pin(w, 0, reason);
    to.pin(w, 1, reason);
    for (int slot = 2; slot < node.inputs().size(); slot++) {
      if (node.hasInput(slot)) {
        to.pin(to.in(node, slot), reason);
      }
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      if (Relations.isTaken(node, i, to)) {
        to.pin(to.out(node, i), reason);
      }
    }
    if (!node.output().isEmpty()) {
      to.writes(node, to.out(node).rank() - 1);
    }
  }
}
