package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Resize and Upsample: axes whose scale is 1 go through, and sizes that are given for them follow;
 * along the others indices are mixed.
 */
final class Resizing implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    boolean old = node.op().equals("Upsample") || to.graph().opset() < 11;
    boolean bySize = !old && node.hasInput(3);
    boolean crops =
        node.attributes().text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
    long[] axes = node.attributes().integers("axes", LongStream.range(0, x.rank()).toArray());
    boolean[] named = new boolean[x.rank()];
    ShapeSource source = new ShapeSource(to);
    if (bySize) {
      to.numbers().understand(node, 3);
    }
    for (int i = 0; i < axes.length; i++) {
      int axis = Relations.axis(axes[i], x.rank());
      named[axis] = true;
      Element size = bySize ? source.given(node, 3, i) : null;
      boolean kept =
          bySize ? size != null && x.size(axis) == y.size(axis) : scale(node, old, i, to) == 1;
      if (kept && !crops) {
        to.same(x, axis, y, axis);
        if (size != null && y.size(axis) > 1) {
          source.count(node, size, y, axis, 0, y.size(axis));
        }
      } else {
        String reason = node + ": it resizes this axis";
        to.pin(x, axis, reason);
        to.pin(y, axis, reason);
      }
    }
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!named[axis]) {
        to.same(x, axis, y, axis);
      }
    }
  }

  private static double scale(Node node, boolean old, int index, Relator to) {
    int slot = old ? 1 : 2;
    if (node.hasInput(slot)) {
      return scale(node.input(slot), index, to);
    }
    double[] scales = node.attributes().reals("scales");
    return index < scales.length ? scales[index] : Double.NaN;
  }

  /** An element of a vector that may be put together from several; NaN if it is not known. */
  private static double scale(String vector, int index, Relator to) {
    @Nullable Tensor constant = to.graph().constants().get(vector);
    if (constant != null) {
      return index < constant.size() ? constant.at(index) : Double.NaN;
    }
    Node maker = to.graph().producer(vector);
    if (maker == null || !maker.op().equals("Concat")) {
      return Double.NaN;
    }
    int left = index;
    for (int i = 0; i < maker.inputs().size(); i++) {
      Operand part = to.in(maker, i);
      if (left < part.size(0)) {
        return scale(maker.input(i), left, to);
      }
      left -= part.size(0);
    }
    return Double.NaN;
  }
}
