package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import java.util.List;

/**
 * Split: each output is a range of the input, whose length follows. Where no lengths are given the
 * parts stay equally long, so the same indices go from all of them.
 */
final class Splitting implements Relation {
  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    int along = Relations.axis(node.attributes().integer("axis", 0), x.rank());
    ShapeSource source = new ShapeSource(to);
    List<Element> lengths = source.all(node, "split", 1);
    int parts = node.outputs().size();
    boolean even = lengths != null && (!lengths.isEmpty() || x.size(along) % parts == 0);
    if (lengths == null || !even) {
      Relations.pinAll(node, to, "its parts are not equally long, and no lengths are given");
      return;
    }
    int from = 0;
    for (int part = 0; part < parts; part++) {
      boolean given = !lengths.isEmpty();
      int length = given ? (int) lengths.get(part).value() : x.size(along) / parts;
      if (given) {
        source.count(node, lengths.get(part), x, along, from, length);
      } else {
        to.same(x, along, 0, x, along, from, length);
      }
      if (!node.outputs().get(part).isEmpty()) {
        part(x, to.out(node, part), along, from, to);
      }
      from += length;
    }
  }

  private static void part(Operand x, Operand y, int along, int from, Relator to) {
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis == along) {
        to.same(x, axis, from, y, axis, 0, y.size(axis));
      } else {
        to.same(x, axis, y, axis);
      }
    }
  }
}
