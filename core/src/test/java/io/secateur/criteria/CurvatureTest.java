package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.SquaredError;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Criteria by derivatives of single samples, and of second order, against differences of E(α). */
class CurvatureTest {
  /** The library runs in single precision: sums agree to about 1e-6 of the largest score. */
  private static final double SINGLE = 2e-5;

  private static final int SAMPLES = 17;

  /** All three errors, and every way in which they make something of z. */
  static Stream<Arguments> networks() {
    return Stream.of(Unit.SIGMOID, Unit.TANH, Unit.RELU)
        .flatMap(
            hidden ->
                Stream.of(
                    Arguments.of(hidden, Unit.SIGMOID, new SquaredError(), new int[] {6, 7, 5, 3}),
                    Arguments.of(hidden, Unit.LINEAR, new SquaredError(), new int[] {4, 9, 2}),
                    Arguments.of(hidden, Unit.LINEAR, new CrossEntropy(), new int[] {5, 6, 4, 3}),
                    Arguments.of(hidden, Unit.SIGMOID, new CrossEntropy(), new int[] {4, 6, 2}),
                    Arguments.of(
                        hidden, Unit.LINEAR, new KullbackLeibler(), new int[] {4, 5, 4, 3}),
                    Arguments.of(
                        hidden, Unit.SIGMOID, new KullbackLeibler(), new int[] {4, 6, 2})));
  }

  private static Samples samples(PlainMlp net) {
    int in = net.weights()[0][0].length;
    return Samples.random(9, SAMPLES, net.biases()[net.biases().length - 1].length, in);
  }

  /** The error of a sample by its formula. */
  private static double error(
      ErrorMeasure measure, PlainMlp net, Samples samples, double[] z, int sample) {
    if (measure instanceof SquaredError) {
      return Loss.SQUARED.of(z, net.last(), samples.label(sample));
    }
    double[] target = new double[z.length];
    target[samples.label(sample)] = 1;
    double[] original = net.run(samples.row(sample), net.open()).lastZ();
    boolean kl = measure instanceof KullbackLeibler;
    if (net.last() == Unit.LINEAR) {
      return divergence(kl ? Loss.softmax(original) : target, Loss.softmax(z));
    }
    double sum = 0;
    for (int j = 0; j < z.length; j++) {
      double p = kl ? Unit.SIGMOID.of(original[j]) : target[j];
      double q = Unit.SIGMOID.of(z[j]);
      sum += divergence(new double[] {p, 1 - p}, new double[] {q, 1 - q});
    }
    return sum;
  }

  /** Σ p log (p / q), which is −Σ p log q where p is 0 or 1. */
  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      sum += p[j] == 0 ? 0 : p[j] * Math.log(p[j] / q[j]);
    }
    return sum;
  }

  private static PlainCurvature plain(PlainMlp net, ErrorMeasure measure) {
    Samples samples = samples(net);
    return new PlainCurvature(net, samples, (z, b) -> error(measure, net, samples, z, b));
  }

  /** Some neurons gone, so that no slope of a divergence is 0. */
  private static Gates some(Lab lab) {
    return lab.network().anatomy().open().close(1).close(4);
  }

  private static void assertScores(Lab lab, String by, double... expected) {
    Gates gates = some(lab);
    double[] scores = lab.scores(by, Threshold.NONE, 1, gates);
    int[] alive = gates.alive();
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(scores).hasSize(alive.length);
    for (int i = 0; i < alive.length; i++) {
      assertThat(scores[i])
          .as("%s of neuron %d", by, alive[i])
          .isCloseTo(expected[alive[i]], within(SINGLE * largest));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void firstOrders(Unit hidden, Unit last, ErrorMeasure measure, int[] sizes) {
    PlainMlp net = PlainMlp.random(3, hidden, last, sizes);
    try (Lab lab = Lab.of(net.model(), samples(net), measure)) {
      double[][] slopes = plain(net, measure).slopes(some(lab).toArray());
      double[] absolute = new double[net.neurons()];
      double[] squared = new double[net.neurons()];
      double[] signed = new double[net.neurons()];
      for (double[] sample : slopes) {
        for (int k = 0; k < sample.length; k++) {
          absolute[k] += Math.abs(sample[k]);
          squared[k] += sample[k] * sample[k] / 2;
          signed[k] -= sample[k];
        }
      }
      assertScores(lab, "absolute-first-order", absolute);
      assertScores(lab, "fisher", squared);
      assertScores(lab, "first-order", signed);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void secondOrders(Unit hidden, Unit last, ErrorMeasure measure, int[] sizes) {
    PlainMlp net = PlainMlp.random(5, hidden, last, sizes);
    try (Lab lab = Lab.of(net.model(), samples(net), measure)) {
      double[] gates = some(lab).toArray();
      PlainCurvature plain = plain(net, measure);
      double[] slope = new double[net.neurons()];
      for (double[] sample : plain.slopes(gates)) {
        Arrays.setAll(slope, k -> slope[k] + sample[k]);
      }
      double[][] form = plain.gaussNewton(gates);
      double[] bends = plain.bends(gates);
      double[] gaussNewton = new double[slope.length];
      double[] exact = new double[slope.length];
      Arrays.setAll(gaussNewton, k -> -slope[k] + form[k][k] / 2);
      Arrays.setAll(exact, k -> -slope[k] + bends[k] / 2);
      assertScores(lab, "gauss-newton", gaussNewton);
      assertScores(lab, "gauss-newton-full", gaussNewton);
      assertScores(lab, "hessian", exact);
    }
  }

  /** With ReLUs z is piecewise linear in each gate, so both are the same. */
  @Test
  void behindReLusTheHessianIsGaussNewtons() {
    PlainMlp net = PlainMlp.random(6, Unit.RELU, Unit.LINEAR, 5, 9, 8, 7, 3);
    try (Lab lab = Lab.of(net, samples(net), Loss.CROSS_ENTROPY)) {
      double[] exact = lab.scores("hessian");
      double largest = Arrays.stream(exact).map(Math::abs).max().orElse(0);
      assertThat(lab.scores("gauss-newton")).containsExactly(exact, within(SINGLE * largest));
    }
  }

  /** E is a parabola in the gates of one hidden layer: the oracle itself, for pairs too. */
  @Test
  void oneLayerWithSquaredErrorIsAParabola() {
    PlainMlp net = PlainMlp.random(7, Unit.RELU, Unit.LINEAR, 5, 12, 3);
    try (Lab lab = Lab.of(net, samples(net), Loss.SQUARED)) {
      Gates gates = lab.network().anatomy().open();
      Criterion full = Criteria.of("gauss-newton-full:4", Criteria.Options.PLAIN);
      for (int gone : new int[] {-1, 3, 7, 0, 11, 5, 8}) { // the form is made anew once
        gates = gone < 0 ? gates : gates.close(gone);
        double error = lab.objective().evaluate(gates).error();
        Subject subject = new Subject(lab.objective(), gates, error, gates.alive());
        double[] oracle = lab.scores("brute-force", Threshold.NONE, 1, gates);
        double largest = Arrays.stream(oracle).map(Math::abs).max().orElse(0) + error;
        for (String by : new String[] {"gauss-newton", "hessian"}) {
          assertThat(lab.scores(by, Threshold.NONE, 1, gates))
              .as(by)
              .containsExactly(oracle, within(SINGLE * largest));
        }
        assertThat(full.scores(subject)).containsExactly(oracle, within(SINGLE * largest));
      }
    }
  }

  /** −g_k + ½ G_kk + Σ G_kj of those gone since the form was made, from differences. */
  @Test
  void pairsAreOfTheNetworkThatTheFormWasMadeOn() {
    PlainMlp net = PlainMlp.random(8, Unit.TANH, Unit.LINEAR, 5, 8, 6, 3);
    Samples samples = samples(net);
    try (Lab lab = Lab.of(net, samples, Loss.CROSS_ENTROPY)) {
      PlainCurvature plain = plain(net, new CrossEntropy());
      double[][] form = plain.gaussNewton(net.open());
      double[] slope = new double[net.neurons()];
      for (double[] sample : plain.slopes(net.open())) {
        Arrays.setAll(slope, k -> slope[k] + sample[k]);
      }
      Criterion full = Criteria.of("gauss-newton-full:3", Criteria.Options.PLAIN);
      Gates gates = lab.network().anatomy().open();
      full.remember(new Subject(lab.objective(), gates, 0, gates.alive()));
      gates = gates.close(2).close(9);
      int[] alive = gates.alive();
      double[] scores = full.scores(new Subject(lab.objective(), gates, 0, alive));
      for (int i = 0; i < alive.length; i++) {
        int k = alive[i];
        double expected = -slope[k] + form[k][k] / 2 + form[k][2] + form[k][9];
        assertThat(scores[i]).isCloseTo(expected, within(1e-4));
      }
      // after a third removal it is made anew
      gates = gates.close(0);
      assertThat(full.scores(new Subject(lab.objective(), gates, 0, gates.alive())))
          .containsExactly(lab.scores("gauss-newton", Threshold.NONE, 1, gates), within(1e-5));
    }
  }
}
