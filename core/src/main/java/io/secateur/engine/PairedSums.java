package io.secateur.engine;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Sums over segments: in pairs of neighbours, and these in pairs, so that the sum of neighbouring
 * segments can be made anywhere without changing a bit of the whole.
 */
final class PairedSums {
  private PairedSums() {}

  /** One for all. */
  static <T> T of(List<T> parts, BinaryOperator<T> add) {
    int count = parts.size();
    if (count == 1) {
      return parts.get(0);
    }
    int half = Integer.highestOneBit(count - 1); // whole pairs stand on the left
    return add.apply(of(parts.subList(0, half), add), of(parts.subList(half, count), add));
  }

  /** Rows of numbers, of which none are changed. */
  static double[][] rows(List<double[][]> parts) {
    return of(parts, PairedSums::add);
  }

  private static double[][] add(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][];
    for (int r = 0; r < a.length; r++) {
      sum[r] = a[r].clone();
      for (int i = 0; i < sum[r].length; i++) {
        sum[r][i] += b[r][i];
      }
    }
    return sum;
  }
}
