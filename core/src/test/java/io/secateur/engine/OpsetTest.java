package io.secateur.engine;

import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operators whose definition changed from opset to opset, and those on nothing, against ONNX
 * Runtime.
 */
class OpsetTest {
  private static Tensor random(long... dims) {
    Random random = new Random(4);
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(dims, values);
  }

  private static Tensor positive(long... dims) {
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5f + i;
    }
    return Tensor.of(dims, values);
  }

  private static Tensor number(double value) {
    return Tensor.of(new long[0], (float) value);
  }

  private static Arguments of(
      String op, long opset, List<@Nullable Tensor> in, Object... attributes) {
    return Arguments.of(op, opset, in, attributes);
  }

  private static List<@Nullable Tensor> in(@Nullable Tensor... inputs) {
    return Arrays.asList(inputs);
  }

  private static final long[] ONE = {1};
  private static final long[] TWO = {2, 2};
  private static final long[] PADS = {0, 1, 2, 0, 1, 3};

  static Stream<Arguments> shapes() {
    Tensor x = random(2, 1, 3);
    return Stream.of(
        of("Squeeze", 11, in(x), "axes", ONE),
        of("Squeeze", 11, in(x)),
        of("Squeeze", 13, in(x, Nets.longs(-2))),
        of("Squeeze", 13, in(x)),
        of("Unsqueeze", 11, in(x), "axes", new long[] {0, 4}),
        of("Unsqueeze", 13, in(x, Nets.longs(0, -1))),
        of("Flatten", 9, in(x), "axis", 2),
        of("Flatten", 13, in(x), "axis", -1),
        of("Clip", 6, in(x), "min", -0.5, "max", 0.25),
        of("Clip", 6, in(x), "max", 0.25),
        of("Clip", 11, in(x, null, number(0.1))),
        of("Clip", 13, in(x, number(-0.1))),
        of("Pad", 2, in(x), "pads", PADS, "value", 1.5),
        of("Pad", 11, in(x, Nets.longs(PADS), number(-2))),
        of("Pad", 18, in(x, Nets.longs(1, 2), null, Nets.longs(-1)), "mode", "edge"),
        of("Pad", 19, in(x, Nets.longs(2, 1), null, Nets.longs(2)), "mode", "wrap"),
        of("Dropout", 7, in(x), "ratio", 0.3),
        of("Dropout", 13, in(x, number(0.3))),
        of("Softmax", 11, in(x)),
        of("Softmax", 11, in(x), "axis", 2),
        of("Softmax", 13, in(x), "axis", 0),
        of("LogSoftmax", 11, in(random(2, 3, 4))),
        of("LogSoftmax", 13, in(random(2, 3, 4))),
        of("DepthToSpace", 1, in(random(1, 8, 2, 2)), "blocksize", 2),
        of("DepthToSpace", 13, in(random(1, 8, 2, 2)), "blocksize", 2, "mode", "CRD"));
  }

  static Stream<Arguments> reductions() {
    Tensor x = positive(2, 3, 4);
    long[] last = {-1};
    return Stream.of(
            "ReduceMean",
            "ReduceMax",
            "ReduceMin",
            "ReduceProd",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare",
            "ReduceLogSum",
            "ReduceLogSumExp")
        .flatMap(
            op ->
                Stream.of(
                    of(op, 11, in(x), "axes", last),
                    of(op, 13, in(x), "axes", new long[] {0, 2}, "keepdims", 0),
                    of(op, 18, in(x, Nets.longs(1))),
                    of(op, 18, in(x, Nets.longs()), "noop_with_empty_axes", 1),
                    of(op, 18, in(x), "keepdims", 0)));
  }

  static Stream<Arguments> sums() {
    Tensor x = random(2, 3, 4);
    Tensor counts = Tensor.of(new long[] {2, 2}, 1L, 2L, 3L, 4L);
    return Stream.of(
        of("ReduceSum", 11, in(x), "axes", ONE),
        of("ReduceSum", 13, in(x, Nets.longs(0, 1)), "keepdims", 0),
        of("ReduceSum", 13, in(x, Nets.longs()), "noop_with_empty_axes", 1),
        of("ReduceSum", 13, in(counts, Nets.longs(0))));
  }

  static Stream<Arguments> normalisations() {
    Tensor x = random(2, 4, 3, 3);
    Tensor four = positive(4);
    Tensor other = random(4);
    return Stream.of(
        of("BatchNormalization", 7, in(x, four, other, other, four)),
        of("BatchNormalization", 9, in(x, four, other, other, four), "epsilon", 0.1),
        of("BatchNormalization", 14, in(x, four, other, other, four)),
        of("BatchNormalization", 15, in(x, four, other, other, four), "epsilon", 0.01),
        of("InstanceNormalization", 6, in(x, four, other)),
        of("LayerNormalization", 17, in(x, random(3, 3)), "axis", 2),
        of("LayerNormalization", 17, in(x, random(3), random(3))),
        of("GroupNormalization", 18, in(x, random(2), random(2)), "num_groups", 2),
        of("GroupNormalization", 21, in(x, random(4), random(4)), "num_groups", 2));
  }

  static Stream<Arguments> functions() {
    Tensor x = random(2, 3);
    return Stream.of(
        of("Gelu", 20, in(x)),
        of("Gelu", 20, in(x), "approximate", "tanh"),
        of("HardSwish", 14, in(x)),
        of("HardSigmoid", 6, in(x), "alpha", 0.3, "beta", 0.4),
        of("Mish", 18, in(x)),
        of("Elu", 6, in(x), "alpha", 0.7),
        of("Selu", 6, in(x)),
        of("Celu", 12, in(x), "alpha", 0.7),
        of("PRelu", 9, in(x, random(3))),
        of("Softplus", 1, in(x)),
        of("Softsign", 1, in(x)),
        of("Tan", 7, in(x)),
        of("Atan", 7, in(x)),
        of("Sinh", 9, in(x)),
        of("Asinh", 9, in(x)),
        of("Acosh", 9, in(positive(2, 3).select(1, new boolean[] {false, true, true}))),
        of("Round", 11, in(positive(2, 3))),
        of("IsNaN", 13, in(x)),
        of("Mod", 13, in(x, random(3)), "fmod", 1),
        of("Pow", 12, in(positive(2, 3), Nets.longs(0, 1, 2))));
  }

  static Stream<Arguments> pooling() {
    Tensor x = random(1, 2, 7, 6);
    return Stream.of(
        of("MaxPool", 8, in(x), "kernel_shape", TWO, "strides", TWO),
        of("MaxPool", 12, in(x), "kernel_shape", new long[] {3, 3}, "strides", TWO, "ceil_mode", 1),
        of("AveragePool", 7, in(x), "kernel_shape", TWO, "auto_pad", "SAME_LOWER"),
        of("AveragePool", 11, in(x), "kernel_shape", TWO, "strides", TWO, "ceil_mode", 1),
        of("AveragePool", 19, in(x), "kernel_shape", TWO, "dilations", TWO),
        of("GlobalMaxPool", 1, in(x)));
  }

  /** As a detector makes them where it finds nothing. */
  static Stream<Arguments> nothing() {
    Tensor none = random(0, 4);
    Tensor images = random(0, 4, 3, 3);
    return Stream.of(
        of("Flatten", 13, in(images)),
        of("Softmax", 11, in(none)),
        of("Softmax", 13, in(none)),
        of("Reshape", 13, in(images, Nets.longs(0, 36))),
        of("Concat", 13, in(none, random(2, 4)), "axis", 0),
        of("Gather", 13, in(random(5, 4), Tensor.of(new long[] {0}, new long[0]))),
        of("GatherND", 13, in(random(5, 4), Tensor.of(new long[] {0, 1}, new long[0]))),
        of("MatMul", 13, in(none, random(4, 3))),
        of("Gemm", 13, in(none, random(4, 3), random(3))),
        of("Conv", 13, in(images, random(2, 4, 3, 3))),
        of("ConvTranspose", 13, in(images, random(4, 2, 2, 2)), "strides", TWO),
        of("Relu", 13, in(images)),
        of("MaxPool", 12, in(images), "kernel_shape", TWO),
        of("ReduceMean", 13, in(images), "axes", new long[] {2, 3}),
        of("ReduceMax", 13, in(none), "axes", ONE),
        of("ArgMax", 13, in(none), "axis", 1),
        of("NonZero", 13, in(none)),
        of("Transpose", 13, in(none)),
        of("Slice", 13, in(none, Nets.longs(1), Nets.longs(3), Nets.longs(1))),
        of("Resize", 13, in(images, null, Nets.floats(new long[] {4}, 1, 1, 2, 2))),
        of(
            "ScatterElements",
            13,
            in(random(2, 3), Tensor.of(new long[] {0, 3}, new long[0]), random(0, 3))));
  }

  @ParameterizedTest(name = "{0} {1} {index}")
  @MethodSource({
    "shapes",
    "reductions",
    "sums",
    "normalisations",
    "functions",
    "pooling",
    "nothing"
  })
  void sameAsInTheRuntime(String op, long opset, List<@Nullable Tensor> in, Object[] attributes) {
    Parity.check(opset, op, in, attributes);
  }

  static Stream<Arguments> splits() {
    Tensor x = random(2, 7);
    return Stream.of(
        of("Split", 2, in(x), "axis", 1, "split", new long[] {3, 4}),
        of("Split", 13, in(x, Nets.longs(5, 2)), "axis", -1),
        of("Split", 13, in(x)),
        of("Split", 18, in(x), "axis", 1, "num_outputs", 2),
        of("Dropout", 13, in(x)));
  }

  @ParameterizedTest(name = "{0} {1} {index}")
  @MethodSource("splits")
  void bothOutputs(String op, long opset, List<@Nullable Tensor> in, Object[] attributes) {
    Parity.check(opset, op, in, 2, attributes);
  }
}
