package io.secateur.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rank correlations between two lists of scores, in both of which the lowest comes first. What is
 * no number counts as the highest, as in a ranking; equal scores share a rank.
 */
public final class Correlation {
  private Correlation() {}

  /**
   * Kendall's τ-b (Kendall 1945): (C − D) / √((P − T_x)(P − T_y)) over all P pairs, C ordered
   * alike, D the other way, T tied in one list. NaN where a list is all ties.
   */
  public static double kendall(double[] x, double[] y) {
    double difference = 0;
    double untiedX = 0;
    double untiedY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        int a = Double.compare(x[i] + 0.0, x[j] + 0.0); // −0 is 0; NaN is above all
        int b = Double.compare(y[i] + 0.0, y[j] + 0.0);
        difference += (double) Integer.signum(a) * Integer.signum(b);
        untiedX += a == 0 ? 0 : 1;
        untiedY += b == 0 ? 0 : 1;
      }
    }
    return difference / Math.sqrt(untiedX * untiedY);
  }

  /** Spearman's ρ: Pearson's correlation of the ranks. NaN where a list is all ties. */
  public static double spearman(double[] x, double[] y) {
    return pearson(ranks(x), ranks(y));
  }

  /** Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²); NaN where a list is all the same. */
  static double pearson(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))); // rounding may pass them
  }

  /** Ranks from 1; ties have the mean of those that they take up. */
  static double[] ranks(double... scores) {
    double[] numbers = Arrays.stream(scores).map(s -> s + 0.0).toArray();
    int[] order =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted((i, j) -> Double.compare(numbers[i], numbers[j]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[numbers.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && Double.compare(numbers[order[to]], numbers[order[from]]) == 0) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
