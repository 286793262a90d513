package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.engine.errors.SquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedBoundsTest {
  private static final int FIRST = 256;

  /** Equal weights w and priorities of 16 w where it matters: each is drawn with 1/16. */
  private static Draws sixteenth() {
    double[] weights = new double[4096];
    double[] priorities = new double[4096];
    Arrays.fill(weights, 1);
    Arrays.fill(priorities, 16);
    return new Draws(IntStream.range(0, 4096).toArray(), priorities, weights);
  }

  /**
   * Two candidates that differ by m on average and, in the root of the mean square, by 4: of 4,096
   * samples 256 are seen, each of which stands for 16. There are 2 looks (256, 512) and 2
   * candidates. From tables, t with 255 degrees of freedom at 1 − 0.05 / 4 is 2.255. So D = 16 ·
   * 256 m and V = (1 − 1/16) · 256 · 256 · 4², and k is dropped where m > 2.255 · √(15/16) · 4 / 16
   * = 0.5459.
   */
  @Test
  void theBoundIsTheFormula() {
    assertThat(leftAfterOneLook(0.55)).containsExactly(0);
    assertThat(leftAfterOneLook(0.54)).containsExactly(0, 1);
  }

  private static int[] leftAfterOneLook(double mean) {
    double[] worse = new double[FIRST];
    double spread = Math.sqrt(16 - mean * mean);
    Arrays.setAll(worse, s -> 10 + mean + (s % 2 == 0 ? spread : -spread));
    double[] best = new double[FIRST];
    Arrays.fill(best, 10);
    PairedBounds bounds = new PairedBounds(2, 1, 0.95, sixteenth());
    bounds.add(new double[][] {best, worse});
    bounds.look();
    return bounds.left();
  }

  /** After 256 and whenever there are twice as many, but at no more than an eighth of all. */
  @Test
  void moreSamplesAreLookedAtMoreOften() {
    assertThat(PairedBounds.looks(2047)).isZero();
    assertThat(PairedBounds.most(2047)).isZero();
    assertThat(PairedBounds.looks(2048)).isEqualTo(1);
    assertThat(PairedBounds.most(2048)).isEqualTo(256);
    assertThat(PairedBounds.looks(10_000)).isEqualTo(3);
    assertThat(PairedBounds.most(10_000)).isEqualTo(1024);
  }

  /**
   * Twenty candidates whose samples' errors are exponential, the best by a tenth better than the
   * next: in 300 trials at a confidence of 0.9 no more than 30 may lose it on average, and bounds
   * for each of many pairs lose far fewer. Samples are drawn by their errors, or all alike.
   */
  @ParameterizedTest
  @CsvSource({"1, true", "3, true", "1, false"})
  void theBestIsKept(int wanted, boolean byError) {
    int lost = 0;
    int dropped = 0;
    for (int trial = 0; trial < 300; trial++) {
      Random random = new Random(trial);
      int samples = 8192;
      double[][] errors = new double[20][samples];
      double[] known = new double[samples];
      for (int s = 0; s < samples; s++) {
        double common = -Math.log(1 - random.nextDouble());
        known[s] = byError ? common : 0;
        for (int k = 0; k < 20; k++) {
          errors[k][s] = common * (1 + 0.1 * k) * (0.5 + random.nextDouble());
        }
      }
      int[] left = likely(errors, wanted, Draws.of(known, random));
      double[] totals = Arrays.stream(errors).mapToDouble(e -> Arrays.stream(e).sum()).toArray();
      int[] best =
          IntStream.range(0, 20)
              .boxed()
              .sorted((a, b) -> Double.compare(totals[a], totals[b]))
              .limit(wanted)
              .mapToInt(i -> i)
              .toArray();
      lost += IntStream.of(best).allMatch(b -> IntStream.of(left).anyMatch(k -> k == b)) ? 0 : 1;
      dropped += 20 - left.length;
    }
    assertThat(lost).isLessThanOrEqualTo(30);
    assertThat(dropped).isGreaterThan(300 * 10);
  }

  private static int[] likely(double[][] errors, int wanted, Draws draws) {
    PairedBounds bounds = new PairedBounds(errors.length, wanted, 0.9, draws);
    for (int at = 0; at < PairedBounds.most(draws.size()); at = Math.max(FIRST, 2 * at)) {
      int from = at;
      int to = Math.max(FIRST, 2 * at);
      bounds.add(
          IntStream.of(bounds.left())
              .mapToObj(
                  k ->
                      Arrays.stream(draws.order(), from, to)
                          .mapToDouble(b -> errors[k][b])
                          .toArray())
              .toArray(double[][]::new));
      bounds.look();
    }
    return bounds.left();
  }

  /** In the end the best ones' totals are those of the exact oracle. */
  @Test
  void theBestAreMeasuredToTheEnd() {
    DenseChain chain =
        new DenseChain(1, List.of(5, 17, 33, 10), List.of("Tanh", "Relu"), "Sigmoid");
    try (Network network = Network.of(chain.model().graph(), Map.of());
        Objective objective =
            new Objective(network, chain.samples(5000, true), new SquaredError())) {
      int[] all = network.anatomy().open().alive();
      double[] exact = objective.ablate(network.anatomy().open(), all);
      double[] found = objective.estimate(network.anatomy().open(), all, 3, 0, 0.99);
      double[] sorted = Arrays.stream(exact).sorted().toArray();
      for (int i = 0; i < all.length; i++) {
        if (exact[i] <= sorted[2]) {
          assertThat(found[i]).isCloseTo(exact[i], within(1e-9 * exact[i]));
        } else {
          assertThat(found[i]).isInfinite();
        }
      }
    }
  }
}
