package io.secateur.engine;

import io.secateur.data.Batch;
import io.secateur.data.Dataset;
import io.secateur.data.Labels;
import io.secateur.data.NoTargets;
import io.secateur.data.Targets;
import io.secateur.data.Values;
import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Samples of one input, in memory.
 *
 * @param dims the shape of one sample
 * @param rows the elements of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Samples(String input, long[] dims, float[][] rows, Targets targets) implements Dataset {

  /** Numbers from a normal distribution for the input x, without targets. */
  static Samples random(long seed, int count, long... dims) {
    Random random = new Random(seed);
    float[][] rows = new float[count][(int) Tensor.count(dims)];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return new Samples("x", dims, rows, NoTargets.NONE);
  }

  /** The same samples with classes 0, 1, ..., 0, 1, ... */
  Samples labelled(int classes) {
    return labelled(IntStream.range(0, rows.length).map(i -> i % classes).toArray());
  }

  Samples labelled(int[] classes) {
    return new Samples(input, dims, rows, new Labels(classes));
  }

  /** The same samples with so many random numbers between 0 and 1 for each to be given back. */
  Samples valued(long seed, int width) {
    Random random = new Random(seed);
    float[] values = new float[rows.length * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return valued(width, values);
  }

  Samples valued(int width, float... values) {
    return new Samples(input, dims, rows, new Values(new long[] {rows.length, width}, values));
  }

  /** Target k of a sample; one-hot for labels. */
  double target(int sample, int k, int width) {
    if (targets instanceof Labels labels) {
      return width == 1 ? labels.classes()[sample] : labels.classes()[sample] == k ? 1 : 0;
    }
    return ((Values) targets).values()[sample * width + k];
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Batch batch(int from, int to) {
    int each = (int) Tensor.count(dims);
    float[] all = new float[(to - from) * each];
    for (int i = from; i < to; i++) {
      System.arraycopy(rows[i], 0, all, (i - from) * each, each);
    }
    long[] shape = new long[dims.length + 1];
    shape[0] = (long) to - from;
    System.arraycopy(dims, 0, shape, 1, dims.length);
    return new Batch(to - from, Map.of(input, Tensor.of(shape, all)), slice(from, to).targets());
  }

  @Override
  public Dataset slice(int from, int to) {
    return take(IntStream.range(from, to).toArray());
  }

  @Override
  public Dataset take(int[] samples) {
    float[][] taken = Arrays.stream(samples).mapToObj(i -> rows[i]).toArray(float[][]::new);
    Targets kept = targets;
    if (targets instanceof Labels labels) {
      kept = new Labels(Arrays.stream(samples).map(i -> labels.classes()[i]).toArray());
    } else if (targets instanceof Values values) {
      int width = (int) values.dims()[1];
      float[] some = new float[samples.length * width];
      for (int i = 0; i < samples.length; i++) {
        System.arraycopy(values.values(), samples[i] * width, some, i * width, width);
      }
      kept = new Values(new long[] {samples.length, width}, some);
    }
    return new Samples(input, dims, taken, kept);
  }

  @Override
  public String sha256() {
    return "none";
  }

  @Override
  public String description() {
    return rows.length + " random samples";
  }
}
