package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores of random networks against loops in plain Java. */
class ScoresTest {
  /** The library runs in single precision: errors agree to about 1e-6 of E. */
  private static final double SINGLE = 1e-5;

  static Stream<Arguments> networks() {
    return Stream.of(Unit.SIGMOID, Unit.TANH, Unit.RELU)
        .flatMap(
            hidden ->
                Stream.of(
                    Arguments.of(hidden, Unit.SIGMOID, Loss.SQUARED, new int[] {6, 7, 5, 3}),
                    Arguments.of(hidden, Unit.LINEAR, Loss.SQUARED, new int[] {4, 9, 2}),
                    Arguments.of(
                        hidden, Unit.LINEAR, Loss.CROSS_ENTROPY, new int[] {5, 6, 4, 5, 3})));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void bruteForceIsTheErrorWithoutTheNeuronLessTheErrorWithIt(
      Unit hidden, Unit last, Loss loss, int[] sizes) {
    PlainMlp net = PlainMlp.random(1, hidden, last, sizes);
    Samples samples = samples(net);
    try (Lab lab = Lab.of(net, samples, loss)) {
      double error = net.error(loss, samples, net.open());
      double[] scores = lab.scores("brute-force");
      assertThat(scores).hasSize(net.neurons());
      for (int k = 0; k < scores.length; k++) {
        double[] without = net.open();
        without[k] = 0;
        double expected = net.error(loss, samples, without) - error;
        assertThat(scores[k]).as("neuron %d", k).isCloseTo(expected, within(SINGLE * error));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void bruteForceStartsFromTheNetworkAsItIs(Unit hidden, Unit last, Loss loss, int[] sizes) {
    PlainMlp net = PlainMlp.random(2, hidden, last, sizes);
    Samples samples = samples(net);
    try (Lab lab = Lab.of(net, samples, loss)) {
      Gates gates = lab.network().anatomy().open().close(1).close(3);
      double error = net.error(loss, samples, gates.toArray());
      double[] scores = lab.scores("brute-force", Threshold.NONE, 1, gates);
      int[] alive = gates.alive();
      assertThat(scores).hasSize(net.neurons() - 2);
      for (int i = 0; i < scores.length; i++) {
        double[] without = gates.toArray();
        without[alive[i]] = 0;
        double expected = net.error(loss, samples, without) - error;
        assertThat(scores[i]).as("neuron %d", alive[i]).isCloseTo(expected, within(SINGLE * error));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void firstOrderIsMinusOutputTimesItsDerivative(Unit hidden, Unit last, Loss loss, int[] sizes) {
    PlainMlp net = PlainMlp.random(3, hidden, last, sizes);
    Samples samples = samples(net);
    double[] expected = new PlainDerivatives(net, loss, samples).first;
    try (Lab lab = Lab.of(net, samples, loss)) {
      double[] scores = lab.scores("first-order");
      for (int k = 0; k < expected.length; k++) {
        assertThat(scores[k])
            .as("neuron %d", k)
            .isCloseTo(-expected[k], within(SINGLE * largest(expected)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void secondOrderIsTheDiagonalRecursion(Unit hidden, Unit last, Loss loss, int[] sizes) {
    PlainMlp net = PlainMlp.random(4, hidden, last, sizes);
    Samples samples = samples(net);
    PlainDerivatives expected = new PlainDerivatives(net, loss, samples);
    try (Lab lab = Lab.of(net, samples, loss)) {
      double[] scores = lab.scores("second-order");
      double scale = largest(expected.first) + largest(expected.second);
      for (int k = 0; k < scores.length; k++) {
        double parabola = -expected.first[k] + 0.5 * expected.second[k];
        assertThat(scores[k]).as("neuron %d", k).isCloseTo(parabola, within(SINGLE * scale));
      }
    }
  }

  private static Samples samples(PlainMlp net) {
    int in = net.weights()[0][0].length;
    return Samples.random(9, 23, net.biases()[net.biases().length - 1].length, in);
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }
}
