package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators that are understood, and what is said for those that are not. */
public final class Relations {
  private static final Map<String, Relation> BY_OP = new HashMap<>();

  static {
    put(new Elementwise(), Elementwise.OPERATORS);
    put(new Convolution(), "Conv");
    put(new TransposedConvolution(), "ConvTranspose");
    put(new MatrixProduct(), "MatMul");
    put(new GeneralProduct(), "Gemm");
    put(new BatchNormalization(), "BatchNormalization");
    put(new Pooling(), Pooling.OPERATORS);
    put(new Normalization(), "Softmax", "LogSoftmax");
    put(new Reshaping(), "Reshape", "Flatten", "Squeeze", "Unsqueeze");
    put(new Transposition(), "Transpose");
    put(new Concatenation(), "Concat");
    put(new Slicing(), "Slice");
    put(new Padding(), "Pad");
    put(new Filling(), "ConstantOfShape");
    put(new Reduction(), Reduction.OPERATORS);
    put(new Splitting(), "Split");
    put(new Expansion(), "Expand");
    put(new Tiling(), "Tile");
    put(new Gathering(), "Gather");
    put(new OwnNormalization(), OwnNormalization.OPERATORS);
    put(new ShapeArithmetic(), ShapeArithmetic.OPERATORS);
  }

  private Relations() {}

  private static void put(Relation relation, String... operators) {
    for (String op : operators) {
      BY_OP.put(op, relation);
    }
  }

  /**
   * The relation of an operator; for one that is not known, a relation that pins all it touches.
   */
  public static Relation of(String op) {
    return BY_OP.getOrDefault(op, (node, to) -> pinAll(node, to, "the operator is not known"));
  }

  /** Every axis of everything that a node takes and makes stays whole. */
  static void pinAll(Node node, Relator to, String why) {
    String reason = node + ": " + why;
    to.numbers().understandNothing(node);
    for (int i = 0; i < node.inputs().size(); i++) {
      if (node.hasInput(i)) {
        to.pin(to.in(node, i), reason);
      }
    }
    node.captures().forEach(v -> to.pin(to.captured(node, v), reason));
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!node.outputs().get(i).isEmpty()) {
        to.pin(to.out(node, i), reason);
      }
    }
  }

  /** Index by index, all axes of two operands of one shape. */
  static void sameAxes(Operand a, Operand b, Relator to) {
    for (int axis = 0; axis < a.rank(); axis++) {
      to.same(a, axis, b, axis);
    }
  }

  /** The axis that a possibly negative number means. */
  static int axis(long axis, int rank) {
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /**
   * Axes of an input and an output that numpy's broadcasting lays on each other. A single index
   * that is spread over many is in all of them, where no gate of its own stands.
   */
  static void broadcast(Node node, Operand in, Operand out, int outAxes, Relator to) {
    for (int axis = 0; axis < in.rank(); axis++) {
      int other = outAxes - in.rank() + axis;
      if (in.size(axis) == out.size(other)) {
        to.same(in, axis, out, other);
      } else {
        to.pin(in, axis, node + ": it is spread over all of another axis");
      }
    }
  }

  static List<Relator.Axis> axes(Operand operand, int from, int to) {
    return java.util.stream.IntStream.range(from, to)
        .mapToObj(a -> new Relator.Axis(operand, a))
        .toList();
  }
}
