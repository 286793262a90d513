package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.BrierScore;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.SquaredError;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Fisher information as what it is by definition: squared slopes, on average over all targets
 * that a network may draw of a sample, each as often as it would draw it. Slopes are differences.
 */
class TrueFisherTest {
  /** The library runs in single precision: sums agree to about 1e-6 of the largest score. */
  private static final double SINGLE = 2e-5;

  private static final int SAMPLES = 13;

  /**
   * A target that a network may draw of a sample.
   *
   * @param chance how often, of what the network gives now
   * @param error of last pre-activations, held against it
   */
  private record Drawn(ToDoubleFunction<double[]> chance, Held error) {}

  /** An error of last pre-activations z; what is drawn may depend on what they are now. */
  @FunctionalInterface
  private interface Held {
    double of(double[] z, double[] now);
  }

  static Stream<Arguments> networks() {
    return Stream.of(Unit.TANH, Unit.RELU)
        .flatMap(
            hidden ->
                Stream.of(
                        new SquaredError(),
                        new BrierScore(),
                        new CrossEntropy(),
                        new KullbackLeibler())
                    .flatMap(
                        measure ->
                            Stream.of(
                                Arguments.of(hidden, Unit.LINEAR, measure, new int[] {5, 6, 4, 3}),
                                Arguments.of(hidden, Unit.SIGMOID, measure, new int[] {4, 7, 2}))));
  }

  private static List<Drawn> drawn(Unit last, ErrorMeasure measure, int outputs) {
    List<Drawn> all = new ArrayList<>();
    boolean isClass = last == Unit.LINEAR;
    if (measure instanceof SquaredError) {
      around(z -> each(last, z), outputs, all);
    } else if (measure instanceof BrierScore) {
      around(z -> isClass ? Loss.softmax(z) : each(Unit.SIGMOID, z), outputs, all);
    } else if (isClass) {
      for (int label = 0; label < outputs; label++) {
        int c = label;
        all.add(new Drawn(now -> Loss.softmax(now)[c], (z, now) -> -Math.log(Loss.softmax(z)[c])));
      }
    } else {
      for (int labels = 0; labels < 1 << outputs; labels++) {
        int yes = labels;
        all.add(new Drawn(now -> Math.exp(-surprise(now, yes)), (z, now) -> surprise(z, yes)));
      }
    }
    return all;
  }

  private interface Outputs {
    double[] of(double[] z);
  }

  /** Targets with a variance of 1 about each output: one less, or one more. */
  private static void around(Outputs outputs, int count, List<Drawn> all) {
    for (int signs = 0; signs < 1 << count; signs++) {
      int up = signs;
      Held error =
          (z, now) -> {
            double sum = 0;
            for (int j = 0; j < count; j++) {
              double target = outputs.of(now)[j] + ((up >> j & 1) == 1 ? 1 : -1);
              sum += Math.pow(outputs.of(z)[j] - target, 2) / 2;
            }
            return sum;
          };
      all.add(new Drawn(now -> 1.0 / (1 << count), error));
    }
  }

  private static double[] each(Unit unit, double[] z) {
    return Arrays.stream(z).map(unit::of).toArray();
  }

  /** −log of how likely some outputs are to be 1, those of the bits, and the others 0. */
  private static double surprise(double[] z, int yes) {
    double sum = 0;
    for (int j = 0; j < z.length; j++) {
      sum -= Math.log(Unit.SIGMOID.of((yes >> j & 1) == 1 ? z[j] : -z[j]));
    }
    return sum;
  }

  private static Samples samples(long seed, PlainMlp net) {
    int classes = net.biases()[net.biases().length - 1].length;
    return Samples.random(seed, SAMPLES, classes, net.weights()[0][0].length);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void squaredSlopesOverAllTargets(Unit hidden, Unit last, ErrorMeasure measure, int[] sizes) {
    PlainMlp net = PlainMlp.random(3, hidden, last, sizes);
    Samples samples = samples(9, net);
    try (Lab lab = Lab.of(net.model(), samples, measure)) {
      Gates some = lab.network().anatomy().open().close(1).close(4);
      double[] gates = some.toArray();
      double[] expected = new double[net.neurons()];
      for (Drawn target : drawn(last, measure, sizes[sizes.length - 1])) {
        double[][] slopes =
            new PlainCurvature(
                    net, samples, (z, b) -> target.error().of(z, now(net, samples, gates, b)))
                .slopes(gates);
        for (int b = 0; b < slopes.length; b++) {
          double chance = target.chance().applyAsDouble(now(net, samples, gates, b));
          for (int k = 0; k < expected.length; k++) {
            expected[k] += chance * slopes[b][k] * slopes[b][k] / 2;
          }
        }
      }
      double[] scores = lab.scores("fisher:true", Threshold.NONE, 1, some);
      int[] alive = some.alive();
      double largest = Arrays.stream(expected).max().orElseThrow();
      assertThat(scores).hasSize(alive.length);
      for (int i = 0; i < alive.length; i++) {
        assertThat(scores[i]).isCloseTo(expected[alive[i]], within(SINGLE * largest));
      }
    }
  }

  private static double[] now(PlainMlp net, Samples samples, double[] gates, int sample) {
    return net.run(samples.row(sample), gates).lastZ();
  }

  /** Labels count for nothing, so neither does an error that has them. */
  @Test
  void labelsAreNotLookedAt() {
    PlainMlp net = PlainMlp.random(5, Unit.RELU, Unit.LINEAR, 5, 8, 6, 3);
    Samples told = samples(9, net);
    int[] others = Arrays.stream(told.labels()).map(c -> (c + 1) % 3).toArray();
    Samples wrong = new Samples(told.input(), told.shape(), told.rows(), others, null);
    try (Lab lab = Lab.of(net.model(), told, new CrossEntropy());
        Lab lied = Lab.of(net.model(), wrong, new CrossEntropy());
        Lab divergence = Lab.of(net.model(), told, new KullbackLeibler())) {
      double[] scores = lab.scores("fisher:true");
      assertThat(lied.scores("fisher:true")).isEqualTo(scores);
      assertThat(lied.scores("fisher")).isNotEqualTo(lab.scores("fisher"));
      double largest = Arrays.stream(scores).max().orElseThrow();
      assertThat(divergence.scores("fisher:true"))
          .containsExactly(scores, within(SINGLE * largest));
      assertThat(divergence.scores("gauss-newton")) // it has no slope while it is whole
          .containsExactly(scores, within(SINGLE * largest));
    }
  }
}
