package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Residual;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** E along one gate, the same number whichever way it is asked for. */
class AlongTest {
  /** Single precision, several of its 1.2e-7 apart at gates up to 10. */
  private static final double SINGLE = 1e-5;

  private static final double[] ALPHAS = {0, 0.001, 0.5, 1, 1.001, 2.5, 10, -1};

  static Stream<Arguments> perceptrons() {
    return Stream.of(
        Arguments.of(Unit.SIGMOID, Unit.SIGMOID, Loss.SQUARED),
        Arguments.of(Unit.TANH, Unit.LINEAR, Loss.SQUARED),
        Arguments.of(Unit.RELU, Unit.LINEAR, Loss.CROSS_ENTROPY));
  }

  /** 70 samples are a whole block and a part of one. */
  @ParameterizedTest
  @MethodSource("perceptrons")
  void itIsWhatPlainLoopsGive(Unit hidden, Unit last, Loss loss) {
    PlainMlp net = PlainMlp.random(3, hidden, last, 5, 7, 6, 3);
    Samples samples = Samples.random(4, 134, 3, 5);
    try (Lab lab = Lab.of(net, samples, loss)) {
      Gates gates = lab.network().anatomy().open().close(2).close(9);
      for (int k : new int[] {0, 6, 7, 12, 2}) {
        double[] found = lab.objective().along(gates, k, ALPHAS);
        for (int i = 0; i < ALPHAS.length; i++) {
          double expected = net.error(loss, samples, gates.with(k, ALPHAS[i]).toArray());
          assertThat(found[i])
              .as("neuron %d at %s", k, ALPHAS[i])
              .isCloseTo(expected, within(SINGLE * expected));
        }
      }
    }
  }

  static Stream<Arguments> networks() {
    Samples images = Residual.samples();
    return Stream.of(
        Arguments.of(Residual.model(), images, new CrossEntropy()),
        Arguments.of(Residual.model(), images, new SquaredError()),
        Arguments.of(
            PlainMlp.random(8, Unit.RELU, Unit.SIGMOID, 5, 4, 4, 2).model(),
            Samples.random(9, 20, 2, 5),
            new KullbackLeibler()));
  }

  /** Channels before convolutions, in a residual stream, and units behind a pooling. */
  @ParameterizedTest
  @MethodSource("networks")
  void itIsWhatWholePassesGive(Model model, Dataset data, ErrorMeasure measure) {
    try (Oracles oracles = Oracles.of(model, data, measure)) {
      Gates gates = oracles.open().close(1);
      for (int k = 0; k < gates.size(); k += 2) {
        double[] found = oracles.fast().along(gates, k, ALPHAS);
        for (int i = 0; i < ALPHAS.length; i++) {
          double expected = oracles.naive().evaluate(gates.with(k, ALPHAS[i])).error();
          assertThat(found[i])
              .as("%s at %s", oracles.network().anatomy().neurons().get(k), ALPHAS[i])
              .isCloseTo(expected, within(SINGLE * Math.max(1, expected)));
        }
      }
    }
  }

  /** A ReLU that speaks on few samples, and one that never does. */
  @Test
  void silenceIsNoDifference() {
    PlainMlp net = PlainMlp.random(5, Unit.RELU, Unit.SIGMOID, 5, 8, 3).dead(0, 4);
    Samples samples = Samples.random(6, 130, 3, 5);
    try (Lab lab = Lab.of(net, samples, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      double start = lab.objective().evaluate(open).error();
      for (double error : lab.objective().along(open, 4, ALPHAS)) {
        assertThat(error).isCloseTo(start, within(1e-12 * start));
      }
      for (int k = 0; k < 8; k++) {
        double without = lab.objective().ablate(open, new int[] {k})[0];
        assertThat(lab.objective().along(open, k, 0)[0]).isEqualTo(without);
      }
    }
  }

  /** The readers' new weights stay as they are while another gate moves. */
  @ParameterizedTest
  @EnumSource(Repair.class)
  void repairedReadersStayRepaired(Repair repair) {
    PlainMlp net = PlainMlp.random(3, Unit.SIGMOID, Unit.SIGMOID, 5, 7, 6, 3);
    Samples samples = Samples.random(4, 134, 3, 5);
    try (Network network = Network.of(net.model().graph(), Map.of());
        Objective objective =
            new Objective(network, samples, new SquaredError(), Measuring.DEFAULT.with(repair))) {
      Gates gates = objective.close(objective.close(network.anatomy().open(), 2), 9);
      for (int k : new int[] {0, 6, 7, 12}) {
        double[] found = objective.along(gates, k, ALPHAS);
        for (int i = 0; i < ALPHAS.length; i++) {
          double expected = objective.evaluate(gates.with(k, ALPHAS[i])).error();
          assertThat(found[i]).isCloseTo(expected, within(SINGLE * expected));
        }
      }
    }
  }

  @Test
  void asManyValuesAsAreAskedFor() {
    PlainMlp net = PlainMlp.random(3, Unit.SIGMOID, Unit.SIGMOID, 5, 7, 3);
    Samples samples = Samples.random(4, 10, 3, 5);
    try (Lab lab = Lab.of(net, samples, Loss.SQUARED)) {
      double[] alphas = new double[2500];
      Arrays.setAll(alphas, i -> i / 250.0);
      double[] found = lab.objective().along(lab.network().anatomy().open(), 3, alphas);
      double[] gates = net.open();
      for (int i = 0; i < alphas.length; i += 311) {
        gates[3] = alphas[i];
        double expected = net.error(Loss.SQUARED, samples, gates);
        assertThat(found[i]).isCloseTo(expected, within(SINGLE * expected));
      }
    }
  }
}
