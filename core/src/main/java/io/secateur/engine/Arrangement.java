package io.secateur.engine;

import io.secateur.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * In which order samples are gone through.
 *
 * @param order their numbers in the data; null for the data's own order
 * @param head how many of the first look's samples are not like those that come later; the others
 *     stand for these when a total is guessed
 * @param errors of the trained network in this order; null where they are not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Arrangement(int @Nullable [] order, int head, double @Nullable [] errors) {
  /** Of the first look, so many stand for what comes later, where the order is a telling one. */
  private static final int SPREAD = Ablation.LOOK / 8;

  /** The data's own order, in which the first samples are like any others. */
  static Arrangement asGiven() {
    return new Arrangement(null, 0, null);
  }

  /**
   * An order whose first look says most about a total: the samples with the largest errors, and
   * some from all over the rest. The others follow from the largest to the least.
   */
  static Arrangement worstFirst(double[] errors) {
    int[] sequence = Places.highestFirst(errors);
    int head = errors.length <= Ablation.LOOK ? 0 : Ablation.LOOK - SPREAD;
    int[] order = head == 0 ? sequence : spread(sequence, head);
    return new Arrangement(order, head, Places.pick(errors, order));
  }

  private static int[] spread(int[] sequence, int head) {
    double each = (double) (sequence.length - head) / SPREAD;
    int[] some = IntStream.range(0, SPREAD).map(i -> head + (int) ((i + 0.5) * each)).toArray();
    IntStream others =
        IntStream.range(head, sequence.length).filter(i -> Arrays.binarySearch(some, i) < 0);
    return IntStream.concat(IntStream.concat(IntStream.range(0, head), IntStream.of(some)), others)
        .map(i -> sequence[i])
        .toArray();
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
   * @param first the errors of the first look's samples, and perhaps of more
   * @param sum of these and all that were measured after them
   * @param left samples that were not measured
   */
  double guess(double[] first, double sum, int left) {
    int look = Math.min(first.length, Ablation.LOOK);
    double spread = Arrays.stream(first, head, look).sum();
    return sum + spread * left / (look - head);
  }
}
