package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.Estimate;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is drawn by chance, against the exact values and by the errors that it claims. */
class SampledTest {
  private static Estimate estimate(Lab lab, String by, long seed) {
    Gates open = lab.network().anatomy().open();
    double error = lab.objective().evaluate(open).error();
    Sampled criterion = (Sampled) Criteria.of(by, new Criteria.Options(Threshold.NONE, seed));
    return criterion.estimate(new Subject(lab.objective(), open, error, open.alive()));
  }

  /** Four standard errors are passed by chance once in some thousand times, with a fixed seed. */
  private static void assertNear(Estimate estimate, double[] exact) {
    for (int k = 0; k < exact.length; k++) {
      assertThat(estimate.error()[k]).isPositive().isFinite();
      assertThat(estimate.mean()[k])
          .as("neuron %d", k)
          .isCloseTo(exact[k], within(4 * estimate.error()[k]));
    }
  }

  /** Rows 1 3, 2 3, 6 3: means 3 and 3, deviations 7 and 0, standard error √(7 / 3). */
  @Test
  void meanAndStandardError() {
    Estimate estimate = Estimate.of(new double[][] {{1, 3}, {2, 3}, {6, 3}});
    assertThat(estimate.mean()).containsExactly(new double[] {3, 3}, within(1e-12));
    assertThat(estimate.error())
        .containsExactly(new double[] {Math.sqrt(7 / 3.0), 0}, within(1e-12));
    assertThat(Estimate.of(new double[][] {{1}}).error()).containsExactly(Double.NaN);
  }

  @Test
  void hutchinsonsDiagonalIsTheHessians() {
    PlainMlp net = PlainMlp.random(11, Unit.SIGMOID, Unit.SIGMOID, 5, 7, 6, 3);
    try (Lab lab = Lab.of(net, Samples.random(12, 30, 3, 5), Loss.SQUARED)) {
      double[] exact = lab.scores("hessian");
      Estimate few = estimate(lab, "hessian:10", 1);
      Estimate many = estimate(lab, "hessian:250", 1);
      assertNear(many, exact);
      // 25 times as many draws are 5 times as good
      double ratio = Arrays.stream(few.error()).sum() / Arrays.stream(many.error()).sum();
      assertThat(ratio).isBetween(3.0, 7.0);
      assertThat(estimate(lab, "hessian:10", 1).mean()).containsExactly(few.mean());
      assertThat(estimate(lab, "hessian:10", 2).mean()).isNotEqualTo(few.mean());
    }
  }

  /** One gate has no others that could disturb it. */
  @Test
  void ofOneNeuronEveryDrawIsExact() {
    PlainMlp net = PlainMlp.random(13, Unit.TANH, Unit.LINEAR, 3, 1, 2);
    try (Lab lab = Lab.of(net, Samples.random(14, 9, 2, 3), Loss.CROSS_ENTROPY)) {
      assertThat(lab.scores("hessian:1")[0]).isCloseTo(lab.scores("hessian")[0], within(1e-6));
    }
  }

  /** All 120 orders of five neurons, in plain loops. */
  @Test
  void shapleysValuesAreMeansOverAllOrders() {
    PlainMlp net = PlainMlp.random(15, Unit.RELU, Unit.LINEAR, 4, 3, 2, 3);
    Samples samples = Samples.random(16, 25, 3, 4);
    double[] exact = new double[5];
    int[] orders = {0};
    everyOrder(
        List.of(),
        order -> {
          orders[0]++;
          double[] gates = net.open();
          for (int k : order) {
            double before = net.error(Loss.CROSS_ENTROPY, samples, gates);
            gates[k] = 0;
            exact[k] += net.error(Loss.CROSS_ENTROPY, samples, gates) - before;
          }
        });
    assertThat(orders[0]).isEqualTo(120);
    Arrays.setAll(exact, k -> exact[k] / 120);
    try (Lab lab = Lab.of(net, samples, Loss.CROSS_ENTROPY)) {
      Estimate estimate = estimate(lab, "shapley:60", 3);
      assertNear(estimate, exact);
      double all = net.error(Loss.CROSS_ENTROPY, samples, net.open());
      double none = net.error(Loss.CROSS_ENTROPY, samples, new double[5]);
      assertThat(Arrays.stream(estimate.mean()).sum()).isCloseTo(none - all, within(1e-5 * none));
      assertThat(estimate(lab, "shapley:60", 3).mean()).containsExactly(estimate.mean());
      assertThat(estimate(lab, "shapley:60", 4).mean()).isNotEqualTo(estimate.mean());
    }
  }

  private static void everyOrder(
      List<Integer> begun, java.util.function.Consumer<List<Integer>> use) {
    if (begun.size() == 5) {
      use.accept(begun);
    }
    for (int k = 0; k < 5; k++) {
      if (!begun.contains(k)) {
        everyOrder(
            java.util.stream.Stream.concat(begun.stream(), java.util.stream.Stream.of(k)).toList(),
            use);
      }
    }
  }
}
