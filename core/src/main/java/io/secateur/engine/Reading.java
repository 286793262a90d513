package io.secateur.engine;

import io.secateur.anatomy.GateSite;

/**
 * What one reader takes of neurons, over all samples and places, along the axis of its gate site.
 *
 * @param site where
 * @param count numbers that each index has
 * @param sum of these numbers (indices)
 * @param squares the sum of their squares (indices)
 * @param absolute the sum of their absolute values (indices)
 * @param zeros how many of them are 0 (indices)
 */
@SuppressWarnings("ArrayRecordComponent") // sums, never compared
public record Reading(
    GateSite site,
    double count,
    double[] sum,
    double[] squares,
    double[] absolute,
    double[] zeros) {

  /** The variance of the numbers of an index. */
  public double variance(int index) {
    double mean = sum[index] / count;
    return Math.max(0, squares[index] / count - mean * mean);
  }
}
