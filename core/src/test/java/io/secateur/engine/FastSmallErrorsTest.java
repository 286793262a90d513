package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks that are right and sure on all their data, as those that have learnt it by heart: their
 * errors are e⁻¹⁰ a sample and less, and neurons are told apart by such errors.
 */
class FastSmallErrorsTest {
  /** Pre-activations up to 100 have roundings of 4e-6, which is what the errors have relatively. */
  private static final double SINGLE = 1e-5;

  /** How far the right class is from all others. */
  private static final double SURE = 10;

  @ParameterizedTest
  @ValueSource(ints = {4, 1})
  void smallErrorsAgreeRelatively(int outputs) {
    PlainMlp net = PlainMlp.random(1, Unit.RELU, Unit.LINEAR, 5, 30, 20, outputs);
    for (double[] reader : net.weights()[2]) {
      Arrays.setAll(reader, i -> (float) (reader[i] * 20));
    }
    Samples sure = sure(net, Samples.random(1, 300, 2, 5));
    try (Oracles oracles = Oracles.of(net.model(), sure, new CrossEntropy())) {
      Gates open = oracles.open();
      double expected = oracles.naive().evaluate(open).error();
      assertThat(sure.size()).isGreaterThan(100);
      assertThat(expected / sure.size()).isBetween(1e-9, 1e-4);
      assertThat(oracles.fast().evaluate(open).error())
          .isCloseTo(expected, within(SINGLE * expected));
      int[] alive = open.alive();
      double[] naive = oracles.naive().ablate(open, alive);
      double[] fast = oracles.fast().ablate(open, alive);
      for (int k = 0; k < alive.length; k++) {
        assertThat(fast[k]).isCloseTo(naive[k], within(SINGLE * naive[k]));
      }
    }
  }

  /** The samples that the network is sure of, with what it says as their labels. */
  private static Samples sure(PlainMlp net, Samples samples) {
    int[] labels = new int[samples.size()];
    boolean[] clear = new boolean[samples.size()];
    for (int s = 0; s < labels.length; s++) {
      double[] z = net.run(samples.row(s), net.open()).lastZ();
      double[] sorted = z.length == 1 ? new double[] {0, Math.abs(z[0])} : z.clone();
      Arrays.sort(sorted);
      clear[s] = sorted[sorted.length - 1] - sorted[sorted.length - 2] > SURE;
      labels[s] = z.length == 1 ? (z[0] > 0 ? 1 : 0) : place(z, sorted[sorted.length - 1]);
    }
    int[] kept = IntStream.range(0, labels.length).filter(s -> clear[s]).toArray();
    return new Samples(samples.input(), samples.shape(), samples.rows(), labels, null).take(kept);
  }

  private static int place(double[] z, double value) {
    return IntStream.range(0, z.length).filter(i -> z[i] == value).findFirst().orElseThrow();
  }
}
