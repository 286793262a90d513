package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import java.util.List;

/**
 * Pad: the input's indices are a range of the output's; around it lie indices that hold a constant.
 * They are neurons of the padding, unless a sum makes them another node's, and its amounts count
 * them. A reflected or repeated edge stays where it is.
 */
final class Padding implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    ShapeSource source = new ShapeSource(to);
    String attribute =
        node.attributes().has("paddings") ? "paddings" : "pads"; // opset 1: the first
    List<Element> pads = source.all(node, attribute, 1);
    List<Element> axes = source.all(node, "", 3);
    if (pads == null || axes == null) {
      Relations.pinAll(node, to, "its amounts are computed in a way that is not understood");
      return;
    }
    boolean constant = node.attributes().text("mode", "constant").equals("constant");
    int count = axes.isEmpty() ? x.rank() : axes.size();
    boolean[] padded = new boolean[x.rank()];
    for (int i = 0; i < count; i++) {
      int axis = axes.isEmpty() ? i : Relations.axis(axes.get(i).value(), x.rank());
      Element before = pads.get(i);
      Element after = pads.get(i + count);
      padded[axis] = before.value() != 0 || after.value() != 0;
      if (padded[axis] && constant && before.value() >= 0 && after.value() >= 0) {
        int first = (int) before.value();
        int last = (int) after.value();
        to.same(x, axis, 0, y, axis, first, x.size(axis));
        to.fills(node, axis, 0, first);
        to.fills(node, axis, y.size(axis) - last, last);
        source.count(node, before, y, axis, 0, first);
        source.count(node, after, y, axis, y.size(axis) - last, last);
      } else if (padded[axis]) {
        String reason = node + ": it repeats or cuts off indices of this axis by their number";
        to.pin(x, axis, reason);
        to.pin(y, axis, reason);
      }
    }
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!padded[axis]) {
        to.same(x, axis, y, axis);
      }
    }
  }
}
