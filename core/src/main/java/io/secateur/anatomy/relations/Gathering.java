package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.SizeConstant;
import io.secateur.model.Node;
import io.secateur.model.Tensor;

/**
 * Gather: x (before..., n, after...), indices (i...) -> y (before..., i..., after...). What is
 * picked by numbers that are written down is index for index the same, and the numbers follow;
 * otherwise n stays. All else goes through. From a table of constants it makes neurons.
 */
final class Gathering implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand indices = to.in(node, 1);
    Operand y = to.out(node);
    int along = Relations.axis(node.attributes().integer("axis", 0), x.rank());
    for (int axis = 0; axis < along; axis++) {
      to.same(x, axis, y, axis);
    }
    for (int axis = 0; axis < indices.rank(); axis++) {
      to.same(indices, axis, y, along + axis);
    }
    for (int axis = along + 1; axis < x.rank(); axis++) {
      to.same(x, axis, y, axis + indices.rank() - 1);
    }
    Tensor written = to.graph().constants().get(node.input(1));
    if (written != null && indices.rank() < 2 && to.isData(x) && x.rank() > 1) {
      pick(node, written.longs(), x, along, y, to);
    } else {
      to.pin(x, along, node + ": it picks indices of this axis by their number");
    }
    if (!to.isData(x) && to.isData(indices) && along < x.rank() - 1) {
      to.writes(node, y.rank() - 1);
    }
  }

  /** A single number leaves no axis in the output: the index that it picks stays. */
  private static void pick(Node node, long[] numbers, Operand x, int along, Operand y, Relator to) {
    boolean single = to.in(node, 1).rank() == 0;
    to.numbers().understand(node, 1);
    for (int i = 0; i < numbers.length; i++) {
      int index = numbers[i] < 0 ? (int) numbers[i] + x.size(along) : (int) numbers[i];
      if (single) {
        to.pin(x, along, index, 1, node + ": it picks an index of this axis by its number");
      } else {
        to.sameIndex(x, along, index, y, along, i);
      }
      if (index > 0) { // the number is how many indices come before
        to.numbers().written(new SizeConstant(node, 1, null, i, x, along, 0, index));
      }
    }
  }
}
