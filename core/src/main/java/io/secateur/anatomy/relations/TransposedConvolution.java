package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * ConvTranspose: x (batch, in, space...), w (in, out, kernel...), b (out) -> y (batch, out,
 * space...).
 */
final class TransposedConvolution implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand w = to.in(node, 1);
    Operand y = to.out(node);
    to.writes(node, 1);
    List<Axis> product = new ArrayList<>(Relations.axes(x, 0, x.rank()));
    product.addAll(Relations.axes(w, 1, w.rank()));
    to.multiplies(node, product);
    if (node.attributes().integer("group", 1) != 1) {
      Relations.pinAll(node, to, "grouped transposed convolutions stay whole");
      return;
    }
    to.same(x, 0, y, 0);
    to.same(x, 1, w, 0);
    to.same(y, 1, w, 1);
    if (node.hasInput(2)) {
      to.same(to.in(node, 2), 0, y, 1);
    }
    for (int a = 2; a < x.rank(); a++) {
      to.pin(x, a, node + ": its kernel runs along this axis");
      to.pin(y, a, node + ": its kernel runs along this axis");
      to.pin(w, a, node + ": it is the kernel's extent");
    }
    to.reads(node, 0, 1);
  }
}
