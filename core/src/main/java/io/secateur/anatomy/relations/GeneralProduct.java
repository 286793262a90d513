package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Gemm: alpha a (rows, k) b (k, columns) + beta c -> y (rows, columns), a and b possibly stored
 * transposed.
 */
final class GeneralProduct implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand a = to.in(node, 0);
    Operand b = to.in(node, 1);
    Operand y = to.out(node);
    int rows = node.attributes().integer("transA", 0) != 0 ? 1 : 0;
    int columns = node.attributes().integer("transB", 0) != 0 ? 0 : 1;
    to.same(a, rows, y, 0);
    to.same(b, columns, y, 1);
    to.same(a, 1 - rows, b, 1 - columns);
    to.reads(node, to.isData(a) ? 0 : 1, to.isData(a) ? 1 - rows : 1 - columns);
    to.writes(node, to.isData(a) ? 1 : 0);
    if (node.hasInput(2)) {
      Relations.broadcast(node, to.in(node, 2), y, 2, to);
    }
    List<Axis> product = new ArrayList<>(Relations.axes(y, 0, 2));
    product.add(new Axis(a, 1 - rows));
    to.multiplies(node, product);
  }
}
