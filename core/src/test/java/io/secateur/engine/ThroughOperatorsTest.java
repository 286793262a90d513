package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.UnusableException;
import io.secateur.testing.Sketch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives go back through operators that move, repeat, reduce or normalise. */
class ThroughOperatorsTest {
  private static final double H = 1 / 32.0;

  /**
   * (batch, 2, 4, 4) -> three channels, tanh, four channels, tanh, something, tanh, three outputs.
   * What the gates of the first three do goes through all of it.
   */
  static Graph around(long opset, long columns, Function<Sketch, String> something) {
    Sketch s = new Sketch(opset, new Random(1), -1, 2, 4, 4);
    String first = s.node("Tanh", "first_t", s.conv("first", "x", 2, 3, 3));
    s.node("Tanh", "a", s.conv("second", first, 3, 4, 3));
    String flat = s.node("Flatten", "f", s.node("Tanh", "b", something.apply(s)));
    List<String> in = List.of(flat, s.weights("w_last", columns, 3));
    Model model = s.ends(s.node("Gemm", "last", in, "alpha", 0.1), -1, 3);
    return model.graph();
  }

  private static Arguments of(String name, Graph graph) {
    return Arguments.of(name, graph);
  }

  private static String sizes(Sketch s, String name, long... sizes) {
    return s.sizes("shape_" + name, sizes);
  }

  private static final long[] SPACE = {2, 3};
  private static final long[] PADS = {0, 1, 2, 1, 0, 2, 1, 0};
  private static final long[] ONES = {1, 1, 1, 1};

  private static String norm(Sketch s, String op, Object... attributes) {
    List<String> in = List.of("a", s.weights("scale", 4), s.weights("shift", 4));
    return s.node(op, "y", in, attributes);
  }

  private static String split(Sketch s) {
    s.parts("Split", "split", List.of("a"), List.of("one", "two"), "axis", 1);
    return s.node("Mul", "y", List.of("one", "two"));
  }

  private static String upwards(Sketch s) {
    List<String> in = List.of("a", s.weights("up", 4, 2, 3, 3));
    return s.node("ConvTranspose", "y", in, "strides", new long[] {2, 1}, "pads", ONES);
  }

  private static String grouped(Sketch s) {
    List<String> in = List.of("a", s.weights("g", 6, 2, 3, 3), s.weights("h", 6));
    return s.node("Conv", "y", in, "group", 2, "pads", ONES);
  }

  private static String chosen(Sketch s) {
    String large =
        s.node("Greater", "large", List.of(s.weights("signs", 4, 4, 1), s.number32("zero", 0)));
    return s.node("Where", "y", List.of(large, "a", s.node("Neg", "minus", "a")));
  }

  static Stream<Arguments> networks() {
    String[] reductions = {"ReduceMean", "ReduceSumSquare", "ReduceL2", "ReduceLogSumExp"};
    return Stream.concat(
        Stream.of(reductions)
            .map(op -> of(op, around(13, 4, s -> s.node(op, "y", "a", "axes", SPACE)))),
        Stream.of(
            of("Pad", around(10, 245, s -> s.node("Pad", "y", "a", "pads", PADS, "value", 0.5))),
            of("reflect", around(10, 64 * 4, s -> reflected(s, "reflect"))),
            of("edge", around(10, 64 * 4, s -> reflected(s, "edge"))),
            of("Slice", around(13, 16, ThroughOperatorsTest::sliced)),
            of("Split", around(13, 32, ThroughOperatorsTest::split)),
            of("Tile", around(13, 128, s -> tiled(s))),
            of("ConvTranspose", around(13, 56, ThroughOperatorsTest::upwards)),
            of("groups", around(13, 96, ThroughOperatorsTest::grouped)),
            of("InstanceNormalization", around(13, 64, s -> norm(s, "InstanceNormalization"))),
            of("Where", around(13, 64, ThroughOperatorsTest::chosen))));
  }

  private static String reflected(Sketch s, String mode) {
    return s.node("Pad", "y", "a", "mode", mode, "pads", new long[] {0, 0, 2, 2, 0, 0, 2, 2});
  }

  private static String sliced(Sketch s) {
    List<String> in =
        List.of("a", sizes(s, "0", 0, 1), sizes(s, "9", 9, 9), sizes(s, "axes", 2, 3));
    return s.node(
        "Slice", "y", Stream.concat(in.stream(), Stream.of(sizes(s, "2", 2, 2))).toList());
  }

  private static String tiled(Sketch s) {
    return s.node("Tile", "y", List.of("a", sizes(s, "times", 1, 2, 1, 1)));
  }

  /**
   * As in {@link GradientTest}, with h = 1/32: the weights here are larger, so that E bends more,
   * and E's rounding is passed on times 1.5 / h = 48 only.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource({"networks", "io.secateur.engine.PlaceNetworks#all"})
  void theGradientIsTheSlopeOfTheError(String name, Graph graph) {
    Samples samples = Samples.random(1, 20, 2, 4, 4).labelled(3);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new CrossEntropy())) {
      Gates gates = network.anatomy().open().with(1, 0.5);
      assertThat(gates.size()).as(name).isGreaterThanOrEqualTo(3);
      double[] gradient = objective.gradient(gates);
      double scale = Math.max(1, objective.evaluate(gates).error());
      for (int k = 0; k < gates.size(); k++) {
        assertThat(gradient[k])
            .as("neuron %s", k)
            .isEqualTo(difference(objective, gates, k), offset(2e-4 * scale));
      }
    }
  }

  private static double difference(Objective objective, Gates gates, int k) {
    double[] e = new double[5];
    for (int i = 0; i < 5; i++) {
      e[i] = objective.evaluate(gates.with(k, gates.alpha(k) + (i - 2) * H)).error();
    }
    return (e[0] - 8 * e[1] + 8 * e[3] - e[4]) / (12 * H);
  }

  private static double[] second(Graph graph) {
    Samples samples = Samples.random(1, 20, 2, 4, 4).valued(2, 3);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      return objective.derivatives(network.anatomy().open()).second();
    }
  }

  /** Each pair computes the same with operators whose second derivatives are known otherwise. */
  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(
            "mean over space",
            around(13, 4, s -> s.node("GlobalAveragePool", "y", "a")),
            around(13, 4, s -> s.node("ReduceMean", "y", "a", "axes", SPACE))),
        Arguments.of(
            "zeros around",
            around(13, 100, s -> conv(s, "a", 1)),
            around(13, 100, s -> conv(s, padded(s), 0))),
        Arguments.of(
            "sum over space", around(13, 4, s -> kernelOfOnes(s)), around(13, 4, s -> summed(s))),
        Arguments.of(
            "every second pixel",
            around(13, 8, s -> s.node("MaxPool", "y", "a", "kernel_shape", ONE, "strides", TWO_BY)),
            around(13, 8, s -> everySecond(s))));
  }

  private static final long[] ONE = {1, 1};
  private static final long[] TWO_BY = {4, 2};

  private static String everySecond(Sketch s) {
    List<String> in =
        List.of(
            "a",
            sizes(s, "0", 0, 0),
            sizes(s, "9", 9, 9),
            sizes(s, "axes", 2, 3),
            sizes(s, "steps", 4, 2));
    return s.node("Slice", "y", in);
  }

  private static String conv(Sketch s, String x, long pad) {
    List<String> in = List.of(x, s.weights("w", 4, 4, 2, 2));
    return s.node("Conv", "y", in, "pads", new long[] {pad, pad, pad, pad});
  }

  private static String padded(Sketch s) {
    return s.node("Pad", "padded", List.of("a", sizes(s, "pads", 0, 0, 1, 1, 0, 0, 1, 1)));
  }

  /** A kernel of ones for each channel, which sums it up. */
  private static String kernelOfOnes(Sketch s) {
    float[] ones = new float[4 * 16];
    Arrays.fill(ones, 1);
    s.constant("ones", new long[] {4, 1, 4, 4}, ones);
    return s.node("Conv", "y", List.of("a", "ones"), "group", 4);
  }

  private static String summed(Sketch s) {
    return s.node("ReduceSum", "y", List.of("a", sizes(s, "axes", 2, 3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"pairs", "io.secateur.engine.PlaceNetworks#pairs"})
  void secondDerivativesAreThoseOfAnotherWayToSayIt(String name, Graph known, Graph graph) {
    double[] expected = second(known);
    assertThat(Arrays.stream(expected).map(Math::abs).max().orElse(0)).as(name).isGreaterThan(1e-2);
    assertThat(second(graph)).containsExactly(expected, offset(1e-5)); // of about 1, single
  }

  @Test
  void secondDerivativesAreNotDefinedThroughANormalisation() {
    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> second(around(13, 64, s -> norm(s, "InstanceNormalization"))))
        .withMessageContaining("not through this operator; rank by another criterion");
  }
}
