package io.secateur.engine.operators;

import io.secateur.engine.operators.Either.Partial;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.UnusableException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The operators that can be run. */
public final class Operators {
  private static final Map<String, Operator> BY_OP = new TreeMap<>();
  private static final Map<String, Partial> PARTIAL = new TreeMap<>();

  /** Operators whose own forms make more than the first output. */
  private static final Set<String> SEVERAL = Set.of("Split", "TopK", "Dropout");

  static {
    elementwise("Relu", s -> torch.relu(s.in(0)));
    elementwise("Sigmoid", s -> torch.sigmoid(s.in(0)));
    elementwise("Tanh", s -> torch.tanh(s.in(0)));
    elementwise("LeakyRelu", s -> torch.leaky_relu(s.in(0), scalar(s, "alpha", 0.01)));
    elementwise("Elu", s -> torch.elu(s.in(0), scalar(s, "alpha", 1), one(), one()));
    elementwise("Selu", Activations::selu);
    elementwise("Softplus", s -> torch.softplus(s.in(0)));
    elementwise("Softsign", s -> torch.softsign(s.in(0)));
    elementwise("HardSigmoid", Activations::hardSigmoid);
    elementwise("HardSwish", s -> torch.hardswish(s.in(0)));
    elementwise("Mish", s -> torch.mish(s.in(0)));
    elementwise("Gelu", s -> torch.gelu(s.in(0), s.attributes().text("approximate", "none")));
    elementwise("Erf", s -> torch.erf(s.in(0)));
    elementwise("Exp", s -> torch.exp(s.in(0)));
    elementwise("Log", s -> torch.log(s.in(0)));
    elementwise("Sqrt", s -> torch.sqrt(s.in(0)));
    elementwise("Reciprocal", s -> torch.reciprocal(s.in(0)));
    elementwise("Neg", s -> torch.neg(s.in(0)));
    elementwise("Abs", s -> torch.abs(s.in(0)));
    elementwise("Clip", Activations::clip);
    elementwise("PRelu", Activations::prelu);
    elementwise("Cast", Casting::cast);
    elementwise("Add", s -> s.in(0).add(s.in(1)));
    elementwise("Sub", s -> s.in(0).sub(s.in(1)));
    elementwise("Mul", s -> s.in(0).mul(s.in(1)));
    elementwise("Div", Activations::divide);
    elementwise("Pow", s -> torch.pow(s.in(0), s.in(1)));
    elementwise("Max", s -> fold(s, torch::maximum));
    elementwise("Min", s -> fold(s, torch::minimum));
    elementwise("Sum", s -> fold(s, Tensor::add));

    elementwise("Mean", s -> fold(s, Tensor::add).div(new Scalar(s.inputs().length)));
    elementwise("Where", s -> torch.where(s.in(0).to(ScalarType.Bool), s.in(1), s.in(2)));
    elementwise("Celu", s -> torch.celu(s.in(0), scalar(s, "alpha", 1)));
    elementwise("ThresholdedRelu", Activations::thresholdedRelu);
    elementwise("Sin", s -> torch.sin(s.in(0)));
    elementwise("Cos", s -> torch.cos(s.in(0)));
    elementwise("Tan", s -> torch.tan(s.in(0)));
    elementwise("Asin", s -> torch.asin(s.in(0)));
    elementwise("Acos", s -> torch.acos(s.in(0)));
    elementwise("Atan", s -> torch.atan(s.in(0)));
    elementwise("Sinh", s -> torch.sinh(s.in(0)));
    elementwise("Cosh", s -> torch.cosh(s.in(0)));
    elementwise("Asinh", s -> torch.asinh(s.in(0)));
    elementwise("Acosh", s -> torch.acosh(s.in(0)));
    elementwise("Atanh", s -> torch.atanh(s.in(0)));
    elementwise("Swish", Activations::swish);
    elementwise("Floor", s -> torch.floor(s.in(0)));
    elementwise("Ceil", s -> torch.ceil(s.in(0)));
    elementwise("Round", s -> torch.round(s.in(0)));
    elementwise("Sign", s -> torch.sign(s.in(0)));
    elementwise("Mod", Activations::modulo);

    routing("Identity", s -> s.in(0));
    BY_OP.put("Dropout", new Routing(Operators::dropout));
    routing("Flatten", Reshaping::flatten);
    routing("Reshape", Reshaping::reshape);
    routing("Squeeze", Reshaping::squeeze);
    routing("Unsqueeze", Reshaping::unsqueeze);
    routing("Transpose", Reshaping::transpose);
    routing("Concat", Joining::concat);
    routing("Gather", Joining::gather);
    routing("Slice", Joining::slice);
    routing("Pad", Padding::pad);
    routing("Expand", Repeating::expand);
    routing("Tile", Repeating::tile);
    routing("DepthToSpace", Repeating::depthToSpace);
    routing("SpaceToDepth", Repeating::spaceToDepth);
    routing("ReduceSum", s -> Reductions.apply(s, Reductions::sum));
    routing("ReduceMax", s -> Reductions.apply(s, torch::amax));
    routing("ReduceMin", s -> Reductions.apply(s, torch::amin));
    routing("MaxPool", Pooling::max);
    routing("GlobalMaxPool", Pooling::globalMax);

    BY_OP.put("Conv", new Linear(one(Products::convolution)));
    BY_OP.put("MatMul", new Linear(one(s -> torch.matmul(s.in(0), s.in(1)))));
    BY_OP.put("Gemm", new Linear(one(Products::gemm), s -> s.attributes().real("alpha", 1)));
    partial("BatchNormalization", new BatchNormalization(), BatchNormalization::runs);
    partial("AveragePool", new AveragePool(), AveragePool::runs);
    partial("Resize", new Resizing(), Resizing::runs);
    partial("Upsample", new Resizing(), Resizing::runs);
    partial("GridSample", one(GridSampling::apply), GridSampling::runs);
    BY_OP.put("GlobalAveragePool", new GlobalAveragePool());
    BY_OP.put("Softmax", one(s -> Softmaxes.apply(s, torch::softmax)));
    BY_OP.put("LogSoftmax", one(s -> Softmaxes.apply(s, torch::log_softmax)));
    BY_OP.put("Shape", one(Casting::shape));
    BY_OP.put("Size", one(s -> Tensor.create(new long[] {s.in(0).numel()}).squeeze()));
    BY_OP.put("ReduceMean", new Reductions.Mean());
    BY_OP.put("ReduceProd", one(s -> Reductions.apply(s, Reductions::product)));
    BY_OP.put("ReduceSumSquare", one(s -> Reductions.apply(s, Reductions::squares)));
    BY_OP.put("ReduceL2", one(s -> Reductions.apply(s, Reductions::lengths)));
    BY_OP.put("ReduceL1", one(s -> Reductions.apply(s, Reductions::magnitudes)));
    BY_OP.put("ReduceLogSumExp", one(s -> Reductions.apply(s, torch::logsumexp)));
    BY_OP.put("LayerNormalization", one(Normalizations::layer));
    BY_OP.put("InstanceNormalization", one(Normalizations::instance));
    BY_OP.put("GroupNormalization", one(Normalizations::group));
    BY_OP.put("ConvTranspose", new Linear(one(Products::transposedConvolution)));
    BY_OP.put("Split", Repeating::split); // second derivatives go back from one output only
    BY_OP.put("Range", one(Repeating::range));
    BY_OP.put("Equal", one(s -> s.in(0).eq(s.in(1))));
    BY_OP.put("Greater", one(s -> s.in(0).gt(s.in(1))));
    BY_OP.put("GreaterOrEqual", one(s -> s.in(0).ge(s.in(1))));
    BY_OP.put("Less", one(s -> s.in(0).lt(s.in(1))));
    BY_OP.put("LessOrEqual", one(s -> s.in(0).le(s.in(1))));
    BY_OP.put("Not", one(s -> s.in(0).logical_not()));
    BY_OP.put("And", one(s -> s.in(0).logical_and(s.in(1))));
    BY_OP.put("Or", one(s -> s.in(0).logical_or(s.in(1))));
    BY_OP.put("Xor", one(s -> s.in(0).logical_xor(s.in(1))));
    BY_OP.put("ConstantOfShape", one(Filling::constantOfShape));
    BY_OP.put("ReduceLogSum", one(s -> Reductions.apply(s, Reductions::logarithms)));
    BY_OP.put("Einsum", new EinsteinSum());
    BY_OP.put("TopK", new Routing(Indexing::topK));
    BY_OP.put("ArgMax", one(Indexing::argMax));
    BY_OP.put("ArgMin", one(Indexing::argMin));
    BY_OP.put("OneHot", one(Indexing::oneHot));
    BY_OP.put("ScatterElements", one(Indexing::scatterElements));
    BY_OP.put("Scatter", one(Indexing::scatterElements)); // its name before opset 11
    BY_OP.put("ScatterND", one(Indexing::scatterNd));
    routing("GatherElements", Indexing::gatherElements);
    routing("GatherND", Indexing::gatherNd);
    routing("CumSum", AlongAxis::cumulativeSum);
    routing("Trilu", AlongAxis::triangle);
    BY_OP.put("Hardmax", one(s -> Softmaxes.apply(s, AlongAxis::hardmax)));
    BY_OP.put("LpNormalization", one(AlongAxis::unit));
    BY_OP.put("LRN", one(AlongAxis::localResponse));
    BY_OP.put("QuantizeLinear", one(Quantization::quantize));
    BY_OP.put("DequantizeLinear", one(Quantization::dequantize));
    BY_OP.put("IsNaN", one(s -> s.in(0).isnan()));
    mixing("NonZero", Indexing::nonZero);
    mixing("SequenceEmpty", Sequences::empty);
    mixing("SequenceConstruct", Sequences::construct);
    mixing("SequenceInsert", Sequences::insert);
    mixing("SequenceErase", Sequences::erase);
    mixing("SequenceAt", Sequences::at);
    mixing("SequenceLength", Sequences::length);
    mixing("ConcatFromSequence", Sequences::concat);
    mixing("SplitToSequence", Sequences::split);
  }

  private Operators() {}

  /**
   * The operator of a node of a graph: one of libtorch, else ONNX Runtime's. An {@link
   * UnusableException} names one that cannot be run, here or when it first is.
   */
  public static Operator of(Node node, Graph graph) {
    Partial partial = PARTIAL.get(node.op());
    if (partial != null && !takesMore(node, graph)) {
      return new Either(partial, new Foreign(node, graph));
    }
    Operator operator = BY_OP.get(node.op());
    if (operator == null || takesMore(node, graph)) {
      return new Foreign(node, graph);
    }
    if (node.attributes().integer("broadcast", 0) != 0 && node.attributes().has("axis")) {
      throw new UnusableException(
          node
              + ": it broadcasts along an axis as before opset 7; export the model with a newer one");
    }
    return operator;
  }

  private static void elementwise(String op, Function<Step, Tensor> function) {
    BY_OP.put(op, new Elementwise(function));
  }

  private static void routing(String op, Function<Step, Tensor> function) {
    BY_OP.put(op, new Routing(one(function)));
  }

  /** Whether somebody wants outputs that our own form does not make. */
  private static boolean takesMore(Node node, Graph graph) {
    return !SEVERAL.contains(node.op())
        && node.outputs().stream()
            .skip(1)
            .anyMatch(o -> !graph.readers(o).isEmpty() || graph.isOutput(o));
  }

  private static void partial(String op, Operator operator, Predicate<Step> runs) {
    PARTIAL.put(op, new Partial(operator, runs));
  }

  private static void mixing(String op, Function<Step, Tensor> function) {
    BY_OP.put(op, new Mixing(one(function)));
  }

  private static Operator one(Function<Step, Tensor> function) {
    return step -> new Tensor[] {function.apply(step)};
  }

  /** In use, not in training: everything is kept. */
  private static Tensor[] dropout(Step step) {
    Tensor x = step.in(0);
    return step.node().outputs().size() == 1
        ? new Tensor[] {x}
        : new Tensor[] {x, torch.ones_like(x).to(ScalarType.Bool)};
  }

  private static Tensor fold(Step step, BinaryOperator<Tensor> function) {
    Tensor result = step.in(0);
    for (int i = 1; i < step.inputs().length; i++) {
      result = function.apply(result, step.in(i));
    }
    return result;
  }

  private static Scalar scalar(Step step, String attribute, double otherwise) {
    return new Scalar(step.attributes().real(attribute, otherwise));
  }

  private static Scalar one() {
    return new Scalar(1.0);
  }
}
