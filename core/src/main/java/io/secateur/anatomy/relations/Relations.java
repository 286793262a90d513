package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.model.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operators that are understood, and what is said for those that are not. */
public final class Relations {
  private static final Map<String, Relation> BY_OP = new HashMap<>();

  private static final String[] WITH_SUBGRAPHS = {"If", "Loop", "Scan", "SequenceMap"};

  private static final String[] OF_SEQUENCES = {
    "ConcatFromSequence",
    "SequenceAt",
    "SequenceConstruct",
    "SequenceEmpty",
    "SequenceErase",
    "SequenceInsert",
    "SequenceLength",
    "SplitToSequence"
  };

  private static final String[] FINDING = {"Compress", "NonMaxSuppression", "NonZero", "Unique"};

  /** Operators whose relations speak of all that they make. */
  private static final Set<String> SEVERAL =
      Set.of("Split", "TopK", "Dropout", "LSTM", "GRU", "RNN", "If", "Loop", "Scan");

  static {
    put(new Elementwise(), Elementwise.OPERATORS);
    put(new Convolution(), "Conv");
    put(new TransposedConvolution(), "ConvTranspose");
    put(new MatrixProduct(), "MatMul");
    put(new GeneralProduct(), "Gemm");
    put(new BatchNormalization(), "BatchNormalization");
    put(new Pooling(), Pooling.OPERATORS);
    put(new Normalization(), "Softmax", "LogSoftmax", "Hardmax");
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
    put(new Resizing(), "Resize", "Upsample");
    put(new EinsteinSum(), "Einsum");
    put(new AlongAxis(), AlongAxis.OPERATORS);
    put(new Picking(), Picking.OPERATORS);
    put(new Sampling(), "GridSample", "RoiAlign");
    put(new Blocks(), "DepthToSpace", "SpaceToDepth");
    put(new Quantization(), "QuantizeLinear", "DequantizeLinear");
    put(new Recurrence(), Recurrence.OPERATORS);
    put(new Triangle(), "Trilu");
    put(new OneHot(), "OneHot");
    put((node, to) -> pinAll(node, to, "its subgraphs may do anything with it"), WITH_SUBGRAPHS);
    put((node, to) -> pinAll(node, to, "it keeps whole tensors"), OF_SEQUENCES);
    put((node, to) -> pinAll(node, to, "what it finds depends on all that it is given"), FINDING);
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
    Relation known = BY_OP.get(op);
    if (known == null) {
      return (node, to) -> pinAll(node, to, "the operator is not known");
    }
    return SEVERAL.contains(op) ? known : (node, to) -> relateOne(known, node, to);
  }

  /** A relation that speaks of the first output only. */
  private static void relateOne(Relation relation, Node node, Relator to) {
    for (int i = 1; i < node.outputs().size(); i++) {
      if (isTaken(node, i, to)) {
        pinAll(node, to, "somebody takes more than its first output");
        return;
      }
    }
    relation.relate(node, to);
  }

  /** Whether somebody takes an output of a node; of others, no shape may be known. */
  static boolean isTaken(Node node, int slot, Relator to) {
    String value = node.outputs().get(slot);
    return !value.isEmpty() && (!to.graph().readers(value).isEmpty() || to.graph().isOutput(value));
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
      if (isTaken(node, i, to)) {
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
