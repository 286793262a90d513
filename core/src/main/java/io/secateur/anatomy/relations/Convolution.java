package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Conv: x (batch, in, space...), w (out, in / group, kernel...), b (out) -> y (batch, out,
 * space...).
 *
 * <p>It sums over input channels and makes output channels; space is mixed by the kernel. {@link
 * Groups} says what groups change.
 */
final class Convolution implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand w = to.in(node, 1);
    Operand y = to.out(node);
    to.writes(node, 1);
    List<Axis> product = new ArrayList<>(Relations.axes(y, 0, y.rank()));
    product.addAll(Relations.axes(w, 1, w.rank()));
    to.multiplies(node, product);
    to.same(x, 0, y, 0);
    to.same(y, 1, w, 0);
    if (node.hasInput(2)) {
      to.same(to.in(node, 2), 0, y, 1);
    }
    for (int a = 2; a < x.rank(); a++) {
      to.pin(x, a, node + ": its kernel runs along this axis");
      to.pin(y, a, node + ": its kernel runs along this axis");
      to.pin(w, a, node + ": it is the kernel's extent");
    }
    int groups = (int) node.attributes().integer("group", 1);
    if (groups == 1) {
      to.same(x, 1, w, 1);
      to.reads(node, 0, 1);
    } else {
      new Groups(node, to, groups).relate(x, w, 1, y);
    }
  }
}
