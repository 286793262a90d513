package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    } else if (!in.isEmpty() && !out.isEmpty() && !refine(node, in, out, to)) {
      String reason = node + ": it mixes several axes with several others";
      in.forEach(a -> to.pin(a.operand(), a.axis(), reason));
      out.forEach(a -> to.pin(a.operand(), a.axis(), reason));
    }
  }

  /**
   * Several axes and several others that are combinations of the same smaller parts, such as (32 x
   * 8, rows) and (32, 8 x rows); false where there are no such parts.
   */
  private static boolean refine(Node node, List<Axis> in, List<Axis> out, Relator to) {
    List<Integer> sizes = parts(in, out);
    if (sizes == null) {
      return false;
    }
    Axis[] parts = new Axis[sizes.size()];
    List<List<Integer>> splitIn = places(in, sizes);
    List<List<Integer>> splitOut = places(out, sizes);
    for (int side = 0; side < 2; side++) { // a part that is all of an axis is that axis
      List<Axis> axes = side == 0 ? in : out;
      List<List<Integer>> split = side == 0 ? splitIn : splitOut;
      for (int a = 0; a < axes.size(); a++) {
        if (split.get(a).size() == 1) {
          parts[split.get(a).get(0)] = axes.get(a);
        }
      }
    }
    for (int p = 0; p < parts.length; p++) {
      parts[p] = parts[p] == null ? to.part(sizes.get(p)) : parts[p];
    }
    for (int side = 0; side < 2; side++) {
      List<Axis> axes = side == 0 ? in : out;
      List<List<Integer>> split = side == 0 ? splitIn : splitOut;
      for (int a = 0; a < axes.size(); a++) {
        if (split.get(a).size() > 1) {
          to.product(node, axes.get(a), split.get(a).stream().map(p -> parts[p]).toList());
        }
      }
    }
    return true;
  }

  /** The sizes of parts that the axes of both sides are products of; null if there are none. */
  private static @Nullable List<Integer> parts(List<Axis> in, List<Axis> out) {
    List<Integer> sizes = new ArrayList<>();
    int i = 0;
    int j = 0;
    int left = size(in.get(0));
    int right = size(out.get(0));
    while (true) {
      int part = Math.min(left, right);
      if (left % part != 0 || right % part != 0) {
        return null;
      }
      sizes.add(part);
      left /= part;
      right /= part;
      if (left == 1) {
        if (++i == in.size()) {
          return sizes; // both have the same product
        }
        left = size(in.get(i));
      }
      if (right == 1) {
        right = size(out.get(++j));
      }
    }
  }

  /** For each axis, the numbers of the parts that it is the product of. */
  private static List<List<Integer>> places(List<Axis> axes, List<Integer> sizes) {
    List<List<Integer>> places = new ArrayList<>();
    int next = 0;
    for (Axis axis : axes) {
      List<Integer> own = new ArrayList<>();
      for (int left = size(axis); left > 1; left /= sizes.get(next++)) {
        own.add(next);
      }
      places.add(own);
    }
    return places;
  }

  private static int size(Axis axis) {
    return axis.operand().size(axis.axis());
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
