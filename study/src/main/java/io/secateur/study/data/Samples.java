package io.secateur.study.data;

import io.secateur.data.Labels;
import io.secateur.data.Targets;
import io.secateur.data.Values;
import io.secateur.model.Tensor;
import java.util.Arrays;

/**
 * Samples with a class or numbers each, in a fixed order.
 *
 * @param x (samples, width), row by row: what a network is given
 * @param width how many numbers a sample has
 * @param targets {@link Labels} from 0, or {@link Values} (samples, outputs): what it should say
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Samples(float[] x, int width, Targets targets) {
  /** Throws IllegalArgumentException if the arrays do not fit together. */
  public Samples {
    int count = count(targets);
    if (width < 1 || x.length != (long) count * width) {
      throw new IllegalArgumentException(
          x.length + " numbers for " + count + " samples of " + width);
    }
    if (targets instanceof Labels labels) {
      for (int label : labels.classes()) {
        if (label < 0) {
          throw new IllegalArgumentException("labels start at 0, and one is " + label);
        }
      }
    }
  }

  /** With a class each. */
  public Samples(float[] x, int width, int[] labels) {
    this(x, width, new Labels(labels));
  }

  /** With so many numbers each, {@code values} (samples, outputs) row by row. */
  public static Samples ofValues(float[] x, int width, float[] values, int outputs) {
    long[] dims = {values.length / outputs, outputs};
    return new Samples(x, width, new Values(dims, values));
  }

  private static int count(Targets targets) {
    if (targets instanceof Labels labels) {
      return labels.classes().length;
    }
    if (targets instanceof Values values && values.dims().length == 2) {
      return Math.toIntExact(values.dims()[0]);
    }
    throw new IllegalArgumentException("samples have classes, or a row of numbers each");
  }

  public int size() {
    return count(targets);
  }

  public boolean hasLabels() {
    return targets instanceof Labels;
  }

  /** The class of each; throws IllegalStateException if they have numbers instead. */
  public int[] labels() {
    if (targets instanceof Labels labels) {
      return labels.classes();
    }
    throw new IllegalStateException("these samples have numbers, not classes");
  }

  /** The first {@code count} of them. */
  public Samples first(int count) {
    float[] some = Arrays.copyOf(x, Math.multiplyExact(count, width));
    if (targets instanceof Values values) {
      int outputs = Math.toIntExact(values.dims()[1]);
      return ofValues(some, width, Arrays.copyOf(values.values(), count * outputs), outputs);
    }
    return new Samples(some, width, Arrays.copyOf(labels(), count));
  }

  /** FLOAT (samples, width). */
  public Tensor inputs() {
    return Tensor.of(new long[] {size(), width}, x);
  }

  /** As a file holds what they should say: INT64 (samples), or FLOAT (samples, outputs). */
  public Tensor outputs() {
    if (targets instanceof Values values) {
      return Tensor.of(values.dims(), values.values());
    }
    return Tensor.of(new long[] {size()}, Arrays.stream(labels()).asLongStream().toArray());
  }
}
