package io.secateur.engine;

import io.secateur.data.Dataset;
import io.secateur.engine.kernels.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * In which order samples are gone through.
 *
 * @param order their numbers in the data; null for the data's own order
 * @param head how many of the first block's samples are not like those that come later; the others
 *     stand for these when a total is guessed
 */
record Arrangement(int @Nullable [] order, int head) {
  /** Of the first block, so many stand for what comes later, where the order is a telling one. */
  private static final int SPREAD = Kernels.BLOCK / 8;

  /** An order in which the first samples are like any others. */
  static Arrangement even(int @Nullable [] order) {
    return new Arrangement(order, 0);
  }

  /**
   * An order whose first block says most about a total: the first samples of a sequence, and some
   * from all over its rest. The others follow in their sequence.
   */
  static Arrangement telling(int[] sequence) {
    if (sequence.length <= Kernels.BLOCK) {
      return even(sequence);
    }
    int head = Kernels.BLOCK - SPREAD;
    double each = (double) (sequence.length - head) / SPREAD;
    int[] spread = IntStream.range(0, SPREAD).map(i -> head + (int) ((i + 0.5) * each)).toArray();
    IntStream others =
        IntStream.range(head, sequence.length).filter(i -> Arrays.binarySearch(spread, i) < 0);
    return new Arrangement(
        IntStream.concat(IntStream.concat(IntStream.range(0, head), IntStream.of(spread)), others)
            .map(i -> sequence[i])
            .toArray(),
        head);
  }

  /** The data in this order. */
  Dataset of(Dataset data) {
    return order == null ? data : data.take(order);
  }

  /** Where in the data a sample stands that has this place. */
  int number(int place) {
    return order == null ? place : order[place];
  }

  /**
   * A guess at a total.
   *
   * @param first the errors of the first block's samples
   * @param sum of these and all that were measured after them
   * @param left samples that were not measured
   */
  double guess(double[] first, double sum, int left) {
    double spread = Arrays.stream(first, head, first.length).sum();
    return sum + spread * left / (first.length - head);
  }
}
