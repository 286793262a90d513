package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import java.util.List;

/** ConstantOfShape: every element is the same, so an index may go if its axis's size follows. */
final class Filling implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand y = to.out(node);
    ShapeSource source = new ShapeSource(to);
    List<Element> sizes = source.all(node, "", 0);
    if (sizes == null || sizes.size() != y.rank()) {
      Relations.pinAll(node, to, "its shape is computed in a way that is not understood");
      return;
    }
    for (int axis = 0; axis < y.rank(); axis++) {
      source.count(node, sizes.get(axis), y, axis, 0, y.size(axis));
    }
  }
}
