package io.secateur.study.data;

import io.secateur.model.Tensor;
import java.util.Arrays;

/**
 * Samples with a class each, in a fixed order.
 *
 * @param x (samples, width), row by row: what a network is given
 * @param width how many numbers a sample has
 * @param labels (samples): the class of each, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Samples(float[] x, int width, int[] labels) {
  /** Throws IllegalArgumentException if the arrays do not fit together. */
  public Samples {
    if (width < 1 || x.length != (long) labels.length * width) {
      throw new IllegalArgumentException(
          x.length + " numbers for " + labels.length + " samples of " + width);
    }
    for (int label : labels) {
      if (label < 0) {
        throw new IllegalArgumentException("labels start at 0, and one is " + label);
      }
    }
  }

  public int size() {
    return labels.length;
  }

  /** The first {@code count} of them. */
  public Samples first(int count) {
    return new Samples(
        Arrays.copyOf(x, Math.multiplyExact(count, width)), width, Arrays.copyOf(labels, count));
  }

  /** FLOAT (samples, width). */
  public Tensor inputs() {
    return Tensor.of(new long[] {size(), width}, x);
  }

  /** INT64 (samples). */
  public Tensor targets() {
    return Tensor.of(new long[] {size()}, Arrays.stream(labels).asLongStream().toArray());
  }
}
