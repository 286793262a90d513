package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Samples are drawn once each, the worse the likelier, and their weights make up for it. */
class DrawsTest {
  @Test
  void everySampleIsDrawnOnce() {
    Draws draws = Draws.of(new double[] {0, 3, 1, 0, 2}, new Random(1));
    assertThat(draws.order()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(IntStream.range(0, 5).mapToDouble(i -> -draws.priorities()[i]).toArray()).isSorted();
    assertThat(draws.inclusion(4, 5)).isEqualTo(1);
  }

  @Test
  void errorsOfZeroAreDrawnAlike() {
    Draws draws = Draws.of(new double[8], new Random(1));
    assertThat(draws.weights()).containsOnly(1.0 / 32);
  }

  /**
   * 400 draws of 50 from 1,000: the mean of the estimates is the sum, and the mean of the variances
   * their variance. A mean of 400 is within four of its standard deviations; a variance of 400
   * numbers, about normal, has a relative standard deviation of √(2/400) = 7 %.
   */
  @Test
  void theEstimateIsUnbiasedAndKnowsItsVariance() {
    Random random = new Random(7);
    double[] errors = new double[1000];
    double[] x = new double[1000];
    for (int b = 0; b < errors.length; b++) {
      errors[b] = Math.exp(2 * random.nextGaussian());
      x[b] = Math.sqrt(errors[b]) * random.nextGaussian() + 0.1;
    }
    double sum = Arrays.stream(x).sum();
    double[] estimates = new double[400];
    double variance = 0;
    for (int trial = 0; trial < estimates.length; trial++) {
      Draws draws = Draws.of(errors, random);
      for (int i = 0; i < 50; i++) {
        double inclusion = draws.inclusion(i, 50);
        double each = x[draws.order()[i]] / inclusion;
        estimates[trial] += each;
        variance += (1 - inclusion) * each * each / estimates.length;
      }
    }
    double mean = Arrays.stream(estimates).average().orElseThrow();
    double measured =
        Arrays.stream(estimates).map(e -> (e - sum) * (e - sum)).average().orElseThrow();
    assertThat(mean).isCloseTo(sum, within(4 * Math.sqrt(measured / 400)));
    assertThat(variance / measured).isCloseTo(1, within(4 * Math.sqrt(2.0 / 400)));
  }
}
