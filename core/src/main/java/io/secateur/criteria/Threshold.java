package io.secateur.criteria;

import java.util.Arrays;

/**
 * The paper's remedy for parabolas that are too steep (Wolfe et al. 2017, section 3.3): an estimate
 * beyond a threshold is replaced by the mean or the median of all estimates.
 *
 * <p>The paper gives no number; here an estimate is beyond it when it is more than {@value
 * #DEVIATIONS} standard deviations from the mean, or as many scaled median absolute deviations from
 * the median.
 */
public enum Threshold {
  NONE,
  MEAN,
  MEDIAN;

  private static final double DEVIATIONS = 3;

  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  private static final double MAD_SCALE = 1.4826;

  double[] apply(double[] estimates) {
    if (this == NONE || estimates.length == 0) {
      return estimates;
    }
    double centre = this == MEAN ? mean(estimates) : median(estimates);
    double[] distances = Arrays.stream(estimates).map(e -> Math.abs(e - centre)).toArray();
    double deviation =
        this == MEAN
            ? Math.sqrt(Arrays.stream(distances).map(d -> d * d).sum() / estimates.length)
            : MAD_SCALE * median(distances);
    double[] result = estimates.clone();
    for (int i = 0; i < result.length; i++) {
      if (distances[i] > DEVIATIONS * deviation) {
        result[i] = centre;
      }
    }
    return result;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
