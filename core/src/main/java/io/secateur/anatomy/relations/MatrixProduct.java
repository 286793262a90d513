package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * MatMul: a (..., rows, k) times b (..., k, columns) -> y (..., rows, columns), as numpy's matmul.
 *
 * <p>It sums over k. Where one side is constant it makes neurons along that side's other axis.
 */
final class MatrixProduct implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand a = to.in(node, 0);
    Operand b = to.in(node, 1);
    Operand y = to.out(node);
    int summedA = a.rank() - 1;
    int summedB = Math.max(b.rank() - 2, 0);
    to.same(a, summedA, b, summedB);
    to.reads(node, to.isData(a) ? 0 : 1, to.isData(a) ? summedA : summedB);

    if (to.isData(a) && to.isData(b)) {
      to.meets(a, summedA);
    }

    int matrixAxes = (a.rank() > 1 ? 1 : 0) + (b.rank() > 1 ? 1 : 0);
    int outerAxes = y.rank() - matrixAxes;
    outer(a, a.rank() - 2, y, outerAxes, to);
    outer(b, b.rank() - 2, y, outerAxes, to);
    if (a.rank() > 1) {
      to.same(a, a.rank() - 2, y, outerAxes);
    }
    if (b.rank() > 1) {
      to.same(b, b.rank() - 1, y, y.rank() - 1);
    }
    if (b.rank() > 1 && !to.isData(b)) {
      to.writes(node, y.rank() - 1);
    } else if (a.rank() > 1 && !to.isData(a)) {
      to.writes(node, outerAxes);
    }
    List<Axis> product = new ArrayList<>(Relations.axes(y, 0, y.rank()));
    product.add(new Axis(a, summedA));
    to.multiplies(node, product);
  }

  private static void outer(Operand in, int axes, Operand y, int outerAxes, Relator to) {
    for (int axis = 0; axis < axes; axis++) {
      int other = outerAxes - axes + axis;
      if (in.size(axis) == y.size(other)) {
        to.same(in, axis, y, other);
      }
    }
  }
}
