package io.secateur.report;

import io.secateur.report.page.Balance.Interval;

/**
 * The 95 % confidence interval of a share that was counted on a sample, by Wilson's score (Wilson
 * 1927, "Probable inference, the law of succession, and statistical inference"):
 *
 * <p>(p + z²/2n ± z √(p (1 − p) / n + z²/4n²)) / (1 + z²/n), p the share, n the sample, z = 1.96.
 *
 * <p>Unlike p ± z √(p (1 − p) / n) it stays within 0 and 1 and is not empty where p is 0 or 1.
 */
public final class Wilson {
  /** The 0.975 quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private Wilson() {}

  /**
   * The interval.
   *
   * @param share of the samples, 0 to 1
   * @param samples how many there were
   */
  public static Interval interval(double share, int samples) {
    double z2 = Z * Z / samples;
    double middle = share + z2 / 2;
    double half = Z * Math.sqrt(share * (1 - share) / samples + z2 / (4 * samples));
    return new Interval(
        Math.max(0, (middle - half) / (1 + z2)), Math.min(1, (middle + half) / (1 + z2)));
  }
}
