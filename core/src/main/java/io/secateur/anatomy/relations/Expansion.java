package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import java.util.List;

/** Expand: broadcasting to a shape, whose sizes follow. */
final class Expansion implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    ShapeSource source = new ShapeSource(to);
    List<Element> sizes = source.all(node, "", 1);
    if (sizes == null) {
      Relations.pinAll(node, to, "its shape is computed in a way that is not understood");
      return;
    }
    Relations.broadcast(node, x, y, y.rank(), to);
    for (int i = 0; i < sizes.size(); i++) {
      int axis = y.rank() - sizes.size() + i;
      if (sizes.get(i).value() > 1) { // 1 leaves the axis as it is
        source.count(node, sizes.get(i), y, axis, 0, y.size(axis));
      }
    }
  }
}
