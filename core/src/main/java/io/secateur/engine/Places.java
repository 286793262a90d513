package io.secateur.engine;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Places in an array, and what stands there. */
final class Places {
  private Places() {}

  /** All places, that of the lowest number first; of equal ones the first. */
  static int[] lowestFirst(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> numbers[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** All places, that of the highest number first; of equal ones the first. */
  static int[] highestFirst(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -numbers[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** What stands in some places. */
  static int[] pick(int[] numbers, int[] places) {
    return IntStream.of(places).map(i -> numbers[i]).toArray();
  }

  /** What stands in some places. */
  static double[] pick(double[] numbers, int[] places) {
    return IntStream.of(places).mapToDouble(i -> numbers[i]).toArray();
  }
}
