package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.testing.Lab;
import io.secateur.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Criteria that look at the error, on networks small enough to work them by hand. */
class HandWorkedTest {
  private static final double SINGLE =
      1e-5; // of the largest score, as the library runs in single precision

  /**
   * h = relu(x), z = (h₀ + h₁, 2 h₀ − h₁), E = ½ ‖z − t‖².
   *
   * <p>x = (1, 2), t = (1, 0): z = (3, 0), z − t = (2, 0); J₀ = (1, 2), J₁ = (2, −2).
   *
   * <p>x = (2, −1), t = (0, 1): z = (2, 4), z − t = (2, 3); J₀ = (2, 4), J₁ = 0.
   *
   * <p>So E is 2 + 6.5; its slopes, (z − t) J, are 2 and 16 for neuron 0, and 4 and 0 for neuron 1.
   */
  private static Lab twoNeurons() {
    ModelBuilder net = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, 2);
    net.constant("one", Tensor.of(new long[] {2, 2}, new float[] {1, 0, 0, 1}));
    net.constant("w", Tensor.of(new long[] {2, 2}, new float[] {1, 2, 1, -1}));
    net.node("MatMul", "same", List.of("x", "one"));
    net.node("Relu", "relu", List.of("same"));
    net.node("MatMul", "y", List.of("relu", "w"));
    net.output("y", ElementType.FLOAT, -1, 2);
    float[][] rows = {{1, 2}, {2, -1}};
    Samples samples = new Samples("x", new long[] {2}, rows, new int[] {0, 1}, null);
    return Lab.of(net.build(), samples, new SquaredError());
  }

  /**
   * Without neuron 0, z is (2, −2) and 0 and E 2.5 + 0.5; without neuron 1, (1, 2) and (2, 4) and E
   * 2 + 6.5. ½ J² is ½ (5 + 20) and ½ 8, and as E is a parabola in both gates, every form of second
   * order agrees with what is measured.
   */
  @ParameterizedTest
  @CsvSource({
    "brute-force, -5.5, 0",
    "first-order, -18, -4",
    "absolute-first-order, 18, 4",
    "fisher, 130, 8",
    "fisher:true, 12.5, 4",
    "second-order, -5.5, 0",
    "gauss-newton, -5.5, 0",
    "gauss-newton-full, -5.5, 0",
    "hessian, -5.5, 0"
  })
  void twoNeuronsThatAreReadTogether(String by, double first, double second) {
    try (Lab lab = twoNeurons()) {
      assertThat(lab.scores(by))
          .containsExactly(
              new double[] {first, second},
              within(SINGLE * Math.max(Math.abs(first), Math.abs(second))));
    }
  }

  /** J₀ J₁ is 1 · 2 − 2 · 2 = −2, and with neither z is 0 and E 0.5 + 0.5, 2 less than 3. */
  @Test
  void thePairOfThem() {
    try (Lab lab = twoNeurons()) {
      Criterion full = Criteria.of("gauss-newton-full:2", Criteria.Options.PLAIN);
      Gates open = lab.network().anatomy().open();
      full.remember(new Subject(lab.objective(), open, 8.5, open.alive()));
      Gates without = open.close(0);
      assertThat(full.scores(new Subject(lab.objective(), without, 3, without.alive())))
          .containsExactly(new double[] {-2}, within(SINGLE));
    }
  }

  /**
   * Neuron 0 costs −5.5 if it goes first and 1 − 8.5 = −7.5 if second; neuron 1 then −2 and 0. Of
   * five orders between none and all begin with neuron 0.
   */
  @Test
  void shapley() {
    try (Lab lab = twoNeurons()) {
      double[] scores = lab.scores("shapley:5");
      double first = Math.round(5 * (scores[0] + 7.5) / 2);
      assertThat(first).isBetween(0.0, 5.0);
      double[] expected = {(-5.5 * first - 7.5 * (5 - first)) / 5, -2 * first / 5};
      assertThat(scores).containsExactly(expected, within(SINGLE));
    }
  }

  /**
   * u = 2 x + ln 3 − 2, s = sigmoid(u), z = 16 s − 10, at x = 1: s = ¾, z = 2, E = ½ (2 − 1)² = ½.
   *
   * <p>The first neuron's gate: s′ = s (1 − s) = 3/16, s″ = s′ (1 − 2 s) = −3/32. J = 16 · 3/16 · 2
   * = 6, the slope 6, Gauss and Newton's curvature 36; the exact one is less by 16 · 3/32 · 4 = 6.
   *
   * <p>The second's: J = 16 · ¾ = 12, and z is linear in it: −12 + ½ 144 = 60, and E is ½ 11² at z
   * = −10.
   */
  @ParameterizedTest
  @CsvSource({
    "first-order, -6, -12",
    "absolute-first-order, 6, 12",
    "fisher, 18, 72",
    "fisher:true, 18, 72",
    "gauss-newton, 12, 60",
    "gauss-newton-full, 12, 60",
    "second-order, 9, 60",
    "hessian, 9, 60"
  })
  void aNeuronBehindABend(String by, double first, double second) {
    ModelBuilder net = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, 1);
    net.constant("two", Tensor.of(new long[] {1, 1}, new float[] {2}));
    net.constant("one", Tensor.of(new long[] {1, 1}, new float[] {1}));
    net.constant("w", Tensor.of(new long[] {1, 1}, new float[] {16}));
    net.constant("b", Tensor.of(new long[] {1}, new float[] {(float) (Math.log(3) - 2)}));
    net.constant("c", Tensor.of(new long[] {1}, new float[] {-10}));
    net.node("MatMul", "h", List.of("x", "two"));
    net.node("Gemm", "u", List.of("h", "one", "b"));
    net.node("Sigmoid", "s", List.of("u"));
    net.node("Gemm", "z", List.of("s", "w", "c"));
    net.output("z", ElementType.FLOAT, -1, 1);
    Samples one = new Samples("x", new long[] {1}, new float[][] {{1}}, null, new float[][] {{1}});
    try (Lab lab = Lab.of(net.build(), one, new SquaredError())) {
      assertThat(lab.scores(by))
          .containsExactly(new double[] {first, second}, within(SINGLE * Math.abs(second)));
    }
  }
}
