package io.secateur.data;

import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.util.Arrays;
import java.util.List;

/**
 * x' = (x * scale - mean[c]) / std[c] over one sample, c being the channel.
 *
 * @param mean one value per channel
 * @param std one value per channel
 * @param inner how many neighbouring elements share a channel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scaling(double scale, double[] mean, double[] std, int inner) {

  /** Leaves samples of this shape as they are. */
  static Scaling none(long[] sample) {
    return new Scaling(1, new double[] {0}, new double[] {1}, (int) Tensor.count(sample));
  }

  /** For images, whose channels the source knows. */
  static Scaling ofImages(DataOptions options, Fit fit, Column column) {
    int values = values(options);
    int channels = column.shape().length == 3 ? (int) column.shape()[0] : 1;
    if (values == 1) {
      return of(options, column.elements());
    }
    if (values == channels) {
      return of(options, fit.channelsLast() ? 1 : column.elements() / channels);
    }
    throw misfit(options, "an image of " + column.where() + " has " + channels);
  }

  /** For arrays: the channels are axis 1 of the model's input, or else its last axis. */
  static Scaling ofArray(DataOptions options, ValueInfo input, long[] sample) {
    int values = values(options);
    int elements = (int) Tensor.count(sample);
    if (values == 1) {
      return of(options, elements);
    }
    if (sample[0] == values) {
      return of(options, elements / values);
    }
    if (sample[sample.length - 1] == values) {
      return of(options, 1);
    }
    throw misfit(
        options,
        "neither the first nor the last axis of a sample of '"
            + input.name()
            + "', "
            + Arrays.toString(sample)
            + ", has that many");
  }

  private static Scaling of(DataOptions options, int inner) {
    double[] mean = spread(options.mean(), 0, values(options));
    double[] std = spread(options.std(), 1, values(options));
    return new Scaling(options.scale(), mean, std, inner);
  }

  /** The sentence for values that are not as many as the channels. */
  private static UnusableException misfit(DataOptions options, String found) {
    return new UnusableException(
        "--mean and --std give "
            + values(options)
            + " values, one for each channel, and "
            + found
            + "; give one value, or one per channel");
  }

  /** How many values mean and std have; 1 where they are left out. */
  private static int values(DataOptions options) {
    return Math.max(1, Math.max(options.mean().size(), options.std().size()));
  }

  private static double[] spread(List<Double> values, double otherwise, int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = values.isEmpty() ? otherwise : values.get(i);
    }
    return out;
  }

  /** Whether it changes nothing. */
  boolean isNone() {
    return scale == 1
        && Arrays.stream(mean).allMatch(m -> m == 0)
        && Arrays.stream(std).allMatch(s -> s == 1);
  }

  /** Changes a sample in place. */
  void apply(double[] sample) {
    for (int p = 0; p < sample.length; ) {
      for (int c = 0; c < mean.length; c++) {
        double m = mean[c];
        double s = std[c];
        for (int end = p + inner; p < end; p++) {
          sample[p] = (sample[p] * scale - m) / s;
        }
      }
    }
  }
}
