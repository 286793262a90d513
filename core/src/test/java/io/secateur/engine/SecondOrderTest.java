package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.secateur.model.UnusableException;
import io.secateur.model.Weights;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Σ o² ∂²E/∂o² where it can be known in another way. */
class SecondOrderTest {
  /**
   * One hidden layer, outputs that are each a function of their own pre-activation, an error that
   * is a sum over outputs: then nothing is left out, and the recursion is ∂²E/∂α² itself. The
   * difference is right to about 1e-4 of E: see {@link GradientTest#secondDifference}.
   */
  @ParameterizedTest
  @CsvSource({"Sigmoid, Sigmoid", "Tanh, ''", "Sigmoid, Tanh", "Sigmoid, Softplus"})
  void theLastLayerIsExact(String activation, String end) {
    Samples samples = Samples.random(1, 40, 4).valued(2, 3);
    try (Network network = Nets.network(Nets.mlp(activation, end, 4, 6, 3));
        Objective objective = new Objective(network, samples, new SquaredError())) {
      Gates open = network.anatomy().open();
      for (Gates gates : List.of(open, open.close(2), open.with(1, 0.5).with(3, 1.5))) {
        double[] second = objective.derivatives(gates).second();
        double tolerance = 5e-4 * Math.max(1, objective.evaluate(gates).error());
        for (int k = 0; k < 6; k++) {
          assertThat(second[k])
              .as("neuron %s", k)
              .isEqualTo(GradientTest.secondDifference(objective, gates, k), offset(tolerance));
        }
      }
    }
  }

  /** The same for each output's own cross-entropy, where the network ends in sigmoids. */
  @Test
  void theLastLayerIsExactForBernoulliOutputs() {
    Samples samples = Samples.random(1, 40, 4).labelled(3);
    for (ErrorMeasure measure :
        List.of(new BrierScore(), new CrossEntropy(), new KullbackLeibler())) {
      try (Network network = Nets.network(Nets.mlp("Tanh", "Sigmoid", 4, 6, 3));
          Objective objective = new Objective(network, samples, measure)) {
        Gates gates = network.anatomy().open().with(4, 0.75);
        double[] second = objective.derivatives(gates).second();
        double tolerance = 5e-4 * Math.max(1, objective.evaluate(gates).error());
        for (int k = 0; k < 6; k++) {
          assertThat(second[k])
              .isEqualTo(GradientTest.secondDifference(objective, gates, k), offset(tolerance));
        }
      }
    }
  }

  /**
   * By hand: x = (1, 0.5), target 1, E = ½ (o − 1)².
   *
   * <pre>
   * hidden:  0.5 · 1 + 0.2 · 0.5 + 0.1 =  0.7,  σ = 0.668188
   *         −0.4 · 1 + 0.6 · 0.5 − 0.2 = −0.3,  σ = 0.425557
   * output:  0.7 · 0.668188 − 0.3 · 0.425557 + 0.2 = 0.540064,  o = σ = 0.631827
   *          σ' = o (1 − o) = 0.232622,  σ″ = σ' (1 − 2 o) = −0.061332
   *          ∂E/∂o = o − 1 = −0.368173,  ∂²E/∂o² = 1
   *          ∂²E/∂x² = ∂²E/∂o² σ'² + ∂E/∂o σ″ = 0.054113 + 0.022581 = 0.076693
   * hidden:  ∂²E/∂o_1² = 0.076693 · 0.7² = 0.037580,   o_1² ∂²E/∂o_1² = 0.016778
   *          ∂²E/∂o_2² = 0.076693 · 0.3² = 0.0069024,  o_2² ∂²E/∂o_2² = 0.0012500
   *          ∂E/∂α_1 = −0.368173 · 0.232622 · 0.7 · 0.668188 = −0.040059
   *          ∂E/∂α_2 = −0.368173 · 0.232622 · −0.3 · 0.425557 = 0.010934
   * </pre>
   */
  @Test
  void twoTwoOneByHand() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 2)
            .constant("w", Nets.floats(new long[] {2, 2}, 0.5, -0.4, 0.2, 0.6))
            .constant("b", Nets.floats(new long[] {2}, 0.1, -0.2))
            .constant("v", Nets.floats(new long[] {2, 1}, 0.7, -0.3))
            .constant("c", Nets.floats(new long[] {1}, 0.2))
            .node("Gemm", "fc", List.of("x", "w", "b"))
            .node("Sigmoid", "s", List.of("fc"))
            .node("Gemm", "z", List.of("s", "v", "c"))
            .node("Sigmoid", "o", List.of("z"))
            .output("o", ElementType.FLOAT, -1, 1)
            .build()
            .graph();
    Samples one =
        new Samples("x", new long[] {2}, new float[][] {{1, 0.5f}}, io.secateur.data.NoTargets.NONE)
            .valued(1, 1f);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, one, new SquaredError())) {
      Derivatives d = objective.derivatives(network.anatomy().open());
      // six figures above
      assertThat(d.second()).containsExactly(new double[] {0.016778, 0.0012500}, offset(1e-6));
      assertThat(d.first()).containsExactly(new double[] {-0.040059, 0.010934}, offset(1e-6));
      assertThat(objective.evaluate(network.anatomy().open()).error())
          .isEqualTo(0.368173 * 0.368173 / 2, offset(1e-6));
    }
  }

  /** The start at a softmax: ∂²E/∂z² = p (1 − p), whatever the label. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Softmax", "LogSoftmax"})
  void crossEntropyOfClassesStartsAtPTimesOneMinusP(String end) {
    Samples samples = Samples.random(1, 25, 4).labelled(3);
    Graph graph = Nets.mlp("Tanh", end, 4, 5, 3);
    double[] w = Nets.weights(graph, "fc2.w");
    double[] expected = new double[5];
    for (float[] row : samples.rows()) {
      double[] h =
          Naive.each(
              Naive.dense(
                  Naive.doubles(row), Nets.weights(graph, "fc1.w"), Nets.weights(graph, "fc1.b")),
              Math::tanh);
      double[] p = Naive.softmax(Naive.dense(h, w, Nets.weights(graph, "fc2.b")));
      for (int k = 0; k < 5; k++) {
        for (int i = 0; i < 3; i++) {
          expected[k] += h[k] * h[k] * p[i] * (1 - p[i]) * w[3 * k + i] * w[3 * k + i];
        }
      }
    }
    for (ErrorMeasure measure : List.of(new CrossEntropy(), new KullbackLeibler())) {
      try (Network network = Nets.network(graph);
          Objective objective = new Objective(network, samples, measure)) {
        // single precision before the last pre-activation
        assertThat(objective.derivatives(network.anatomy().open()).second())
            .containsExactly(expected, offset(1e-5));
      }
    }
  }

  /** The squared error of a softmax, whose diagonal is found here by differences in z. */
  @Test
  void squaredErrorOfASoftmaxStartsAtItsDiagonal() {
    Samples samples = Samples.random(1, 25, 4).labelled(3);
    Graph graph = Nets.mlp("Tanh", "Softmax", 4, 5, 3);
    double[] w = Nets.weights(graph, "fc2.w");
    double[] expected = new double[5];
    for (int b = 0; b < 25; b++) {
      double[] h =
          Naive.each(
              Naive.dense(
                  Naive.doubles(samples.rows()[b]),
                  Nets.weights(graph, "fc1.w"),
                  Nets.weights(graph, "fc1.b")),
              Math::tanh);
      double[] z = Naive.dense(h, w, Nets.weights(graph, "fc2.b"));
      double[] t = {samples.target(b, 0, 3), samples.target(b, 1, 3), samples.target(b, 2, 3)};
      for (int i = 0; i < 3; i++) {
        double[] up = z.clone();
        double[] down = z.clone();
        up[i] += 1e-3;
        down[i] -= 1e-3;
        double second =
            (Naive.squared(Naive.softmax(up), t)
                    - 2 * Naive.squared(Naive.softmax(z), t)
                    + Naive.squared(Naive.softmax(down), t))
                / 1e-6;
        for (int k = 0; k < 5; k++) {
          expected[k] += h[k] * h[k] * second * w[3 * k + i] * w[3 * k + i];
        }
      }
    }
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      // the difference's own error is h² / 12 of the fourth derivative: 1e-7 a sample
      assertThat(objective.derivatives(network.anatomy().open()).second())
          .containsExactly(expected, offset(2e-5));
    }
  }

  /** What only moves the outputs about, behind the last activation, changes nothing. */
  @Test
  void aReshapedOutputHasTheSameDerivatives() {
    ModelBuilder plain = hidden().node("Sigmoid", "s", List.of("out"));
    ModelBuilder reshaped =
        hidden()
            .constant("to", Nets.longs(-1, 3, 1))
            .node("Sigmoid", "s", List.of("out"))
            .node("Identity", "i", List.of("s"))
            .node("Reshape", "r", List.of("i", "to"));
    Samples samples = Samples.random(1, 10, 4).valued(2, 3);
    Derivatives one = derivatives(plain.output("s", ElementType.FLOAT, -1, 3), samples);
    Derivatives other = derivatives(reshaped.output("r", ElementType.FLOAT, -1, 3, 1), samples);
    assertThat(other.first()).containsExactly(one.first());
    assertThat(other.second()).containsExactly(one.second());
    assertThat(one.second()).doesNotContain(0);
  }

  private static ModelBuilder hidden() {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 4)
        .constant("w", Weights.random(1, 4, 5))
        .constant("v", Weights.random(2, 5, 3))
        .node("Gemm", "fc", List.of("x", "w"))
        .node("Gemm", "out", List.of("fc", "v"));
  }

  private static Derivatives derivatives(ModelBuilder model, Samples samples) {
    try (Network network = Nets.network(model.build().graph());
        Objective objective = new Objective(network, samples, new SquaredError())) {
      return objective.derivatives(network.anatomy().open());
    }
  }

  static Stream<Arguments> withoutARule() {
    return Stream.of(
        Arguments.of("Softmax", new ModelBuilder(13).node("Softmax", "s", List.of("fc"))),
        Arguments.of("LogSoftmax", new ModelBuilder(13).node("LogSoftmax", "s", List.of("fc"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withoutARule")
  void anOperatorWithoutARuleIsRefused(String op, ModelBuilder model) {
    Graph graph =
        model
            .input("x", ElementType.FLOAT, -1, 4)
            .constant("w", Weights.random(1, 4, 5))
            .constant("u", Weights.random(2, 5, 6))
            .constant("v", Weights.random(3, 6, 3))
            .node("Gemm", "before", List.of("x", "w"))
            .node("Gemm", "fc", List.of("before", "u"))
            .node("Gemm", "out", List.of("s", "v"))
            .output("out", ElementType.FLOAT, -1, 3)
            .build()
            .graph();
    Samples samples = Samples.random(1, 5, 4).labelled(3);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      Gates open = network.anatomy().open();
      assertThatThrownBy(() -> objective.derivatives(open))
          .isExactlyInstanceOf(UnusableException.class)
          .hasMessageContaining("'s' (" + op + ")")
          .hasMessageContaining("second order")
          .hasMessageNotContaining("\n");
      assertThat(objective.gradient(open)).hasSize(5);
    }
  }

  /**
   * alpha a b + beta c with c from a layer: c's curvature goes by beta squared, which is no
   * product.
   */
  @Test
  void aBiasThatDependsOnDataIsRefused() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4)
            .constant("w", Weights.random(1, 4, 5))
            .constant("u", Weights.random(2, 5, 3))
            .constant("v", Weights.random(3, 4, 3))
            .node("Gemm", "fc", List.of("x", "w"))
            .node("Gemm", "bias", List.of("fc", "u"))
            .node("Gemm", "out", List.of("x", "v", "bias"), "alpha", 3.0, "beta", 2.0)
            .output("out", ElementType.FLOAT, -1, 3)
            .build()
            .graph();
    try (Network network = Nets.network(graph);
        Objective objective =
            new Objective(network, Samples.random(1, 5, 4).labelled(3), new SquaredError())) {
      Gates open = network.anatomy().open();
      assertThatThrownBy(() -> objective.derivatives(open))
          .isExactlyInstanceOf(UnusableException.class)
          .hasMessageContaining("'out' (Gemm)")
          .hasMessageNotContaining("\n");
    }
  }

  /** Queries times keys: a product of two values that both depend on gates. */
  @Test
  void aProductOfDataWithDataIsRefused() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 3, 4)
            .constant("e", Weights.random(1, 4, 5))
            .constant("q", Weights.random(2, 5, 2))
            .constant("k", Weights.random(3, 5, 2))
            .node("MatMul", "fc", List.of("x", "e"))
            .node("MatMul", "query", List.of("fc", "q"))
            .node("MatMul", "key", List.of("fc", "k"))
            .node("Transpose", "keys", List.of("key"), "perm", new long[] {0, 2, 1})
            .node("MatMul", "out", List.of("query", "keys"))
            .output("out", ElementType.FLOAT, -1, 3, 3)
            .build()
            .graph();
    Samples samples = Samples.random(1, 5, 3, 4).valued(1, 9);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      Gates open = network.anatomy().open();
      assertThatThrownBy(() -> objective.derivatives(open))
          .isExactlyInstanceOf(UnusableException.class)
          .hasMessageContaining("'out' (MatMul)")
          .hasMessageNotContaining("\n");
    }
  }

  /** Where only the second half of a split is used, nothing may be passed over in silence. */
  @Test
  void aLaterOutputIsRefused() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4)
            .constant("e", Weights.random(1, 4, 6))
            .constant("w", Weights.random(2, 3, 2))
            .node("MatMul", "fc", List.of("x", "e"))
            .node("Tanh", "h", List.of("fc"))
            .node("Split", "halves", List.of("h"), List.of("first", "second"), "axis", 1L)
            .node("MatMul", "out", List.of("second", "w"))
            .output("out", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    Samples samples = Samples.random(1, 5, 4).valued(1, 2);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      Gates open = network.anatomy().open();
      assertThat(objective.gradient(open)).hasSize(open.size());
      assertThatThrownBy(() -> objective.derivatives(open))
          .isExactlyInstanceOf(UnusableException.class)
          .hasMessageContaining("'second' leads to the error")
          .hasMessageNotContaining("\n");
    }
  }
}
