package io.secateur.engine;

import java.util.Arrays;

/** What a total must not exceed to be among the lowest of those that were found so far. */
final class Bound {
  /** A total is not above another by less than its rounding. */
  private static final double ROUNDING = 1e-6;

  private final double[] lowest;
  private final double slack;
  private boolean isKnown;

  /**
   * @param wanted how many of the lowest totals are wanted
   * @param slack what a total may be above these
   */
  Bound(int wanted, double slack) {
    this.lowest = new double[wanted];
    this.slack = slack;
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
  }

  /** A bound that is known beforehand, and is not drawn tighter. */
  static Bound at(double limit) {
    Bound bound = new Bound(1, 0);
    bound.take(limit);
    bound.isKnown = true;
    return bound;
  }

  /** How many of the lowest totals are wanted. */
  int wanted() {
    return lowest.length;
  }

  /** A total above this is not among those that are wanted; infinite until so many were found. */
  double limit() {
    double most = lowest[lowest.length - 1];
    return most + slack + ROUNDING * Math.abs(most);
  }

  /** Takes note of a total, or of a part of one that is above the limit. */
  void take(double total) {
    if (!isKnown && total < lowest[lowest.length - 1]) {
      lowest[lowest.length - 1] = total;
      Arrays.sort(lowest);
    }
  }
}
