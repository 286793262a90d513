package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedBoundsTest {
  private static final int FIRST = 256;

  /**
   * Two candidates that differ by m on average and s = 4: of 4,096 samples 256 are seen. There are
   * 5 looks (256, 512, ... 4096) and 2 candidates. From tables, t with 255 degrees of freedom at 1
   * − 0.05 / 10 is 2.595, so the bound is 2.595 · 4 / 16 · √(1 − 1/16) = 0.628.
   */
  @Test
  void theBoundIsTheFormula() {
    assertThat(leftAfterOneLook(0.64)).containsExactly(0);
    assertThat(leftAfterOneLook(0.615)).containsExactly(0, 1);
  }

  private static int[] leftAfterOneLook(double mean) {
    double[] worse = new double[FIRST];
    double spread = 4 * Math.sqrt((FIRST - 1.0) / FIRST); // so that the sample's deviation is 4
    Arrays.setAll(worse, s -> 10 + mean + (s % 2 == 0 ? spread : -spread));
    double[] best = new double[FIRST];
    Arrays.fill(best, 10);
    PairedBounds bounds = new PairedBounds(2, 1, 0.95, 4096);
    bounds.add(new double[][] {best, worse});
    bounds.look();
    return bounds.left();
  }

  /** A sixteenth of all, in whole blocks. */
  @Test
  void fewSamplesAreLookedAtEarlier() {
    assertThat(PairedBounds.firstLook(100)).isEqualTo(1);
    assertThat(PairedBounds.firstLook(1000)).isEqualTo(1);
    assertThat(PairedBounds.firstLook(2048)).isEqualTo(2);
    assertThat(PairedBounds.firstLook(60_000)).isEqualTo(4);
  }

  /** Where all samples were seen nothing is left to chance. */
  @Test
  void theEndIsExact() {
    PairedBounds bounds = new PairedBounds(3, 1, 0.99, FIRST);
    double[][] errors = new double[3][FIRST];
    Random random = new Random(1);
    for (double[] each : errors) {
      Arrays.setAll(each, s -> random.nextDouble());
    }
    bounds.add(errors);
    double[] totals = Arrays.stream(errors).mapToDouble(e -> Arrays.stream(e).sum()).toArray();
    double[] found = bounds.totals();
    for (int i = 0; i < 3; i++) {
      assertThat(found[i]).isCloseTo(totals[i], within(1e-9));
    }
    bounds.look();
    double least = Arrays.stream(totals).min().orElseThrow();
    assertThat(bounds.left())
        .containsExactly(IntStream.range(0, 3).filter(i -> totals[i] == least).toArray());
  }

  /**
   * Twenty candidates whose samples' errors are exponential, the best by a tenth better than the
   * next: in 300 trials at a confidence of 0.9 no more than 30 may lose it on average, and bounds
   * for each of many pairs lose far fewer.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theBestIsKept(int wanted) {
    int lost = 0;
    int dropped = 0;
    for (int trial = 0; trial < 300; trial++) {
      Random random = new Random(trial);
      int samples = 4096;
      double[][] errors = new double[20][samples];
      for (int s = 0; s < samples; s++) {
        double common = -Math.log(1 - random.nextDouble());
        for (int k = 0; k < 20; k++) {
          errors[k][s] = common * (1 + 0.1 * k) * (0.5 + random.nextDouble());
        }
      }
      PairedBounds bounds = new PairedBounds(20, wanted, 0.9, samples);
      for (int at = 0; at < samples; at = Math.max(FIRST, 2 * at)) {
        int from = at;
        int to = Math.max(FIRST, 2 * at);
        bounds.add(
            IntStream.of(bounds.left())
                .mapToObj(k -> Arrays.copyOfRange(errors[k], from, to))
                .toArray(double[][]::new));
        bounds.look();
      }
      double[] totals = Arrays.stream(errors).mapToDouble(e -> Arrays.stream(e).sum()).toArray();
      int[] best =
          IntStream.range(0, 20)
              .boxed()
              .sorted((a, b) -> Double.compare(totals[a], totals[b]))
              .limit(wanted)
              .mapToInt(i -> i)
              .toArray();
      int[] left = bounds.left();
      lost += IntStream.of(best).allMatch(b -> IntStream.of(left).anyMatch(k -> k == b)) ? 0 : 1;
      dropped += 20 - left.length;
    }
    assertThat(lost).isLessThanOrEqualTo(30);
    assertThat(dropped).isGreaterThan(300 * 10);
  }

  /** In the end the finalists' totals are those of the exact oracle. */
  @Test
  void finalistsAreMeasuredToTheEnd() {
    DenseChain chain =
        new DenseChain(
            1, java.util.List.of(5, 17, 33, 10), java.util.List.of("Tanh", "Relu"), "Sigmoid");
    Measuring how = Measuring.DEFAULT.with(SampleOrder.SHUFFLED);
    try (Network network = Network.of(chain.model().graph(), Map.of());
        Objective objective =
            new Objective(network, chain.samples(5000, true), new SquaredError(), how)) {
      int[] all = network.anatomy().open().alive();
      double[] exact = objective.ablate(network.anatomy().open(), all);
      double[] found = objective.estimate(network.anatomy().open(), all, 1, 0.99);
      int best = 0;
      int left = 0;
      for (int i = 0; i < all.length; i++) {
        best = exact[i] < exact[best] ? i : best;
        if (found[i] < Double.POSITIVE_INFINITY) {
          assertThat(found[i]).isCloseTo(exact[i], within(1e-9 * exact[i]));
          left++;
        }
      }
      assertThat(found[best]).isLessThan(Double.POSITIVE_INFINITY);
      assertThat(left).isLessThan(all.length);
    }
  }
}
