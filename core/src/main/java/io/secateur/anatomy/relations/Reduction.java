package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * ReduceSum and its kind: the other axes go through. A sum reads the axes that it sums over, since
 * zeros do not count in it. So does a mean, which goes on to divide by how many there were; a
 * maximum of fewer elements would be another number.
 */
final class Reduction implements Relation {
  static final String[] OPERATORS = {
    "ReduceL1",
    "ReduceL2",
    "ReduceLogSum",
    "ReduceLogSumExp",
    "ReduceMax",
    "ReduceMean",
    "ReduceMin",
    "ReduceProd",
    "ReduceSum",
    "ReduceSumSquare"
  };

  private static final Set<String> SUMS =
      Set.of("ReduceL1", "ReduceL2", "ReduceSum", "ReduceSumSquare");

  @Override
  public void relate(Node node, Relator to) {
    Operand x = to.in(node, 0);
    Operand y = to.out(node);
    List<Element> axes = new ShapeSource(to).all(node, "axes", 1);
    if (axes == null) {
      Relations.pinAll(node, to, "its axes are computed in a way that is not understood");
      return;
    }
    Set<Integer> reduced = new HashSet<>();
    axes.forEach(a -> reduced.add(Relations.axis(a.value(), x.rank())));
    boolean all = axes.isEmpty() && node.attributes().integer("noop_with_empty_axes", 0) == 0;
    boolean keeps = node.attributes().integer("keepdims", 1) != 0;
    int other = 0;
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!all && !reduced.contains(axis)) {
        to.same(x, axis, y, other++);
        continue;
      }
      other += keeps ? 1 : 0;
      if (SUMS.contains(node.op()) && to.isData(x)) {
        to.reads(node, 0, axis);
      } else if (node.op().equals("ReduceMean") && to.isData(x) && canBeScaled(y, to)) {
        to.averages(node, axis);
      } else {
        to.pin(x, axis, node + ": it takes all indices of this axis together");
      }
    }
  }

  /** Whether only nodes take a value, which can be given another instead. */
  private static boolean canBeScaled(Operand y, Relator to) {
    return !to.graph().isOutput(y.value())
        && to.graph().readers(y.value()).stream().noneMatch(r -> r.captures().contains(y.value()));
  }
}
