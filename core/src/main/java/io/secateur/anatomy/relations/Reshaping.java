package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Reshape, Flatten, Squeeze and Unsqueeze: elements keep their order, so runs of axes with equal
 * products are the same axis, or one is all combinations of the others.
 */
final class Reshaping implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    pinOnes(node, x, to);
    pinOnes(node, y, to);
    int i = 0;
    int j = 0;
    while (i < x.rank() || j < y.rank()) {
      int fromX = i;
      int fromY = j;
      long sizeX = i < x.rank() ? x.size(i++) : 1;
      long sizeY = j < y.rank() ? y.size(j++) : 1;
      while (sizeX != sizeY) { // the shortest runs with equal products
        if (sizeX < sizeY && i < x.rank()) {
          sizeX *= x.size(i++);
        } else if (j < y.rank()) {
          sizeY *= y.size(j++);
        } else {
          Relations.pinAll(node, to, "its sizes do not match");
          return;
        }
      }
      match(node, axes(x, fromX, i), axes(y, fromY, j), to);
    }
    if (node.op().equals("Reshape")) {
      sizes(node, y, to);
    }
  }

  private static List<Axis> axes(Operand operand, int from, int to) {
    List<Axis> axes = new ArrayList<>(Relations.axes(operand, from, to));
    axes.removeIf(a -> operand.size(a.axis()) == 1);
    return axes;
  }

  /** Which axes of one become which is not followed, so a single neuron on one would be lost. */
  private static void pinOnes(Node node, Operand operand, Relator to) {
    for (int axis = 0; axis < operand.rank(); axis++) {
      if (operand.size(axis) == 1) {
        to.pin(operand, axis, node + ": axes of a single index are not followed through it");
      }
    }
  }

  private static void match(Node node, List<Axis> in, List<Axis> out, Relator to) {
    if (in.size() == 1 && out.size() == 1) {
      to.same(in.get(0).operand(), in.get(0).axis(), out.get(0).operand(), out.get(0).axis());
    } else if (out.size() == 1) {
      to.product(node, out.get(0), in);
    } else if (in.size() == 1) {
      to.product(node, in.get(0), out);
    } else {
      String reason = node + ": it mixes several axes with several others";
      in.forEach(a -> to.pin(a.operand(), a.axis(), reason));
      out.forEach(a -> to.pin(a.operand(), a.axis(), reason));
    }
  }

  /**
   * Sizes that stand as plain numbers in the shape's constant follow the axis; 0 and −1 do so by
   * themselves.
   */
  private static void sizes(Node node, Operand y, Relator to) {
    ShapeSource source = new ShapeSource(to);
    to.numbers().understand(node, 1);
    for (int axis = 0; axis < y.rank(); axis++) {
      if (y.size(axis) > 1) {
        ShapeSource.Element element = source.given(node, 1, axis);
        if (element == null) {
          to.pin(y, axis, node + ": its shape is computed in a way that is not understood");
        } else if (element.value() > 0) {
          source.count(node, element, y, axis, 0, y.size(axis));
        }
      }
    }
  }
}
