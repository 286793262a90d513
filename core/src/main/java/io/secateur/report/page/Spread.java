package io.secateur.report.page;

import java.util.Arrays;
import java.util.List;

/**
 * What several seeds gave at the same places: the least, the median and the most.
 *
 * @param low (places)
 * @param mid (places)
 * @param high (places)
 */
public record Spread(double[] low, double[] mid, double[] high) {
  public Spread {
    if (low.length != mid.length || high.length != mid.length) {
      throw new IllegalArgumentException(
          low.length + ", " + mid.length + " and " + high.length + " places of one spread");
    }
  }

  /**
   * Over seeds.
   *
   * @param seeds (seeds, places); a place has as many values as there are seeds that reach it
   */
  public static Spread of(List<double[]> seeds) {
    int places = seeds.stream().mapToInt(s -> s.length).max().orElse(0);
    double[] low = new double[places];
    double[] mid = new double[places];
    double[] high = new double[places];
    for (int i = 0; i < places; i++) {
      int place = i;
      double[] sorted =
          seeds.stream()
              .filter(s -> place < s.length)
              .mapToDouble(s -> s[place])
              .sorted()
              .toArray();
      low[i] = sorted[0];
      mid[i] = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
      high[i] = sorted[sorted.length - 1];
    }
    return new Spread(low, mid, high);
  }

  /** Only some places. */
  Spread pick(int[] places) {
    return new Spread(pick(low, places), pick(mid, places), pick(high, places));
  }

  private static double[] pick(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }
}
