package io.secateur.engine;

import java.util.Arrays;
import java.util.Random;

/**
 * Samples drawn without replacement, those more likely that a network does worse on: priority
 * sampling (Duffield, Lund and Thorup, Priority sampling for estimation of arbitrary subset sums,
 * 2007). Sample b has a weight w_b and the priority w_b / u_b, u_b from ]0, 1]; the n with the
 * highest priorities are drawn. With τ the next highest, Σ x_b / π_b over those drawn, π_b = min(1,
 * w_b / τ), is an unbiased estimate of Σ x_b over all, and Σ (1 − π_b) x_b² / π_b² one of its
 * variance.
 *
 * @param order the samples' places among the errors, the highest priority first
 * @param priorities of these
 * @param weights of these
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Draws(int[] order, double[] priorities, double[] weights) {
  /** A quarter of all weight is the same for every sample: none is left out for its past. */
  private static final double EVEN = 0.25;

  /**
   * By how much more a worse sample is drawn: between the square root, which is right where a
   * squared error changes little, and the error itself, which is right for a cross-entropy.
   */
  private static final double POWER = 0.75;

  /** Draws all samples of some errors, which are not negative. */
  static Draws of(double[] errors, Random random) {
    double[] powers = Arrays.stream(errors).map(e -> Math.pow(e, POWER)).toArray();
    double sum = Arrays.stream(powers).sum();
    double[] weights = new double[errors.length];
    double[] priorities = new double[errors.length];
    for (int b = 0; b < weights.length; b++) {
      double share = sum > 0 && sum < Double.POSITIVE_INFINITY ? powers[b] / sum : 0;
      weights[b] = EVEN / weights.length + (1 - EVEN) * share;
      priorities[b] = weights[b] / (1 - random.nextDouble());
    }
    int[] order = Places.highestFirst(priorities);
    return new Draws(order, Places.pick(priorities, order), Places.pick(weights, order));
  }

  /** How many samples there are. */
  int size() {
    return order.length;
  }

  /** The probability with which the i-th is among the first n. */
  double inclusion(int i, int n) {
    return n == size() ? 1 : Math.min(1, weights[i] / priorities[n]);
  }
}
