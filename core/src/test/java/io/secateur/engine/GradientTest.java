package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.BrierScore;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Weights;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ∂E/∂α against differences of E(α).
 *
 * <p>The fourth-order central difference with h = 1/8 errs by h⁴/30 · E⁗′ ≈ 1e-5 of E for functions
 * as smooth as these, and passes on E's rounding (1e-7 of E in single precision) times 1.5 / h ≈
 * 12. Both are well below 2e-4 of E.
 */
class GradientTest {
  private static final double H = 0.125;
  private static final double TOLERANCE = 2e-4;

  static double difference(Objective objective, Gates gates, int k) {
    double a = gates.alpha(k);
    return (at(objective, gates, k, a - 2 * H)
            - 8 * at(objective, gates, k, a - H)
            + 8 * at(objective, gates, k, a + H)
            - at(objective, gates, k, a + 2 * H))
        / (12 * H);
  }

  /** The same for ∂²E/∂α²: rounding is passed on times 5 / h² ≈ 340. */
  static double secondDifference(Objective objective, Gates gates, int k) {
    double a = gates.alpha(k);
    return (-at(objective, gates, k, a - 2 * H)
            + 16 * at(objective, gates, k, a - H)
            - 30 * at(objective, gates, k, a)
            + 16 * at(objective, gates, k, a + H)
            - at(objective, gates, k, a + 2 * H))
        / (12 * H * H);
  }

  private static double at(Objective objective, Gates gates, int k, double alpha) {
    return objective.evaluate(gates.with(k, alpha)).error();
  }

  static Stream<Arguments> networks() {
    List<ErrorMeasure> measures =
        List.of(new SquaredError(), new BrierScore(), new CrossEntropy(), new KullbackLeibler());
    return Stream.of("", "Softmax", "Sigmoid", "LogSoftmax")
        .flatMap(end -> measures.stream().map(m -> Arguments.of(end, m)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theGradientIsTheSlopeOfTheError(String end, ErrorMeasure measure) {
    Samples samples = Samples.random(1, 40, 4).labelled(3);
    try (Network network = Nets.network(Nets.mlp("Tanh", end, 4, 5, 6, 3));
        Objective objective = new Objective(network, samples, measure)) {
      Gates open = network.anatomy().open();
      check(objective, open);
      check(objective, open.with(2, 0.5).with(5, 1.5).with(8, -1).close(1));
    }
  }

  private static void check(Objective objective, Gates gates) {
    double[] gradient = objective.gradient(gates);
    double scale = Math.max(1, objective.evaluate(gates).error());
    assertThat(gradient).hasSize(gates.size());
    for (int k = 0; k < gates.size(); k++) {
      assertThat(gradient[k])
          .as("neuron %s", k)
          .isEqualTo(difference(objective, gates, k), offset(TOLERANCE * scale));
    }
    assertThat(objective.derivatives(gates).first())
        .containsExactly(gradient, offset(1e-9 * scale));
  }

  /** A residual and a concatenation: neurons that several nodes read, and one node twice. */
  @Test
  void neuronsThatAreReadInSeveralPlaces() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4)
            .constant("w1", Weights.random(1, 4, 5))
            .constant("w2", Weights.random(2, 5, 5))
            .constant("w3", Weights.random(3, 10, 3))
            .constant("w4", Weights.random(4, 5, 3))
            .node("Gemm", "fc1", List.of("x", "w1"))
            .node("Tanh", "t1", List.of("fc1"))
            .node("Gemm", "fc2", List.of("t1", "w2"))
            .node("Add", "sum", List.of("t1", "fc2"))
            .node("Sigmoid", "s", List.of("sum"))
            .node("Concat", "both", List.of("s", "t1"), "axis", 1)
            .node("Gemm", "fc3", List.of("both", "w3"))
            .node("Gemm", "fc4", List.of("t1", "w4"))
            .node("Add", "out", List.of("fc3", "fc4"))
            .output("out", ElementType.FLOAT, -1, 3)
            .build()
            .graph();
    Samples samples = Samples.random(1, 40, 4).labelled(3);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new CrossEntropy())) {
      Gates open = network.anatomy().open();
      assertThat(open.size()).isEqualTo(5);
      check(objective, open);
      check(objective, open.close(3).with(0, 1.25));
    }
  }

  @Test
  void channels() {
    long[] two = {2, 2};
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 1, 6, 6)
            .constant("k1", Weights.random(1, 3, 1, 3, 3))
            .constant("k2", Weights.random(2, 4, 3, 2, 2))
            .constant("w", Weights.random(3, 16, 2))
            .node("Conv", "c1", List.of("x", "k1"), "auto_pad", "SAME_UPPER")
            .node("Sigmoid", "s", List.of("c1"))
            .node("AveragePool", "p", List.of("s"), "kernel_shape", two, "strides", two)
            .node("Conv", "c2", List.of("p", "k2"))
            .node("Tanh", "t", List.of("c2"))
            .node("Flatten", "flat", List.of("t"))
            .node("Gemm", "out", List.of("flat", "w"))
            .output("out", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    Samples samples = Samples.random(1, 20, 1, 6, 6).labelled(2);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      check(objective, network.anatomy().open().close(1));
    }
  }

  @Test
  void aNetworkWithoutNeuronsHasNoGradient() {
    Samples samples = Samples.random(1, 5, 4).labelled(3);
    try (Network network = Nets.network(Nets.mlp("", "Softmax", 4, 3));
        Objective objective = new Objective(network, samples, new CrossEntropy())) {
      assertThat(objective.gradient(network.anatomy().open())).isEmpty();
      assertThat(objective.derivatives(network.anatomy().open()).second()).isEmpty();
    }
  }

  /** The error is of the first output; neurons that only the second needs do not matter to it. */
  @Test
  void neuronsOfAnotherOutputHaveNoSlope() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4)
            .constant("w", Weights.random(1, 4, 5))
            .constant("v", Weights.random(2, 5, 3))
            .constant("u", Weights.random(3, 4, 3))
            .node("MatMul", "fc", List.of("x", "w"))
            .node("MatMul", "other", List.of("fc", "v"))
            .node("MatMul", "out", List.of("x", "u"))
            .output("out", ElementType.FLOAT, -1, 3)
            .output("other", ElementType.FLOAT, -1, 3)
            .build()
            .graph();
    try (Network network = Nets.network(graph);
        Objective objective =
            new Objective(network, Samples.random(1, 5, 4).labelled(3), new CrossEntropy())) {
      assertThat(objective.gradient(network.anatomy().open())).containsOnly(0).hasSize(5);
      assertThat(objective.derivatives(network.anatomy().open()).second()).containsOnly(0);
    }
  }
}
