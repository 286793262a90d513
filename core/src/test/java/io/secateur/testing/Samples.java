package io.secateur.testing;

import io.secateur.data.Batch;
import io.secateur.data.Dataset;
import io.secateur.data.Labels;
import io.secateur.data.NoTargets;
import io.secateur.data.Targets;
import io.secateur.data.Values;
import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples in memory for a model with one input.
 *
 * @param input the input's name
 * @param shape of one sample
 * @param rows the samples
 * @param labels their classes; null where there are none
 * @param values what the network should give; null where there is nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Samples(
    String input,
    long[] shape,
    float[][] rows,
    int @Nullable [] labels,
    float @Nullable [][] values)
    implements Dataset {

  /** Normal numbers, labelled at random. */
  public static Samples random(long seed, int count, int classes, long... shape) {
    Random random = new Random(seed);
    float[][] rows = new float[count][(int) Tensor.count(shape)];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    int[] labels = random.ints(count, 0, classes).toArray();
    return new Samples("x", shape, rows, labels, null);
  }

  public Samples named(String name) {
    return new Samples(name, shape, rows, labels, values);
  }

  /** The same samples, for which the network should give these numbers. */
  public Samples wanting(float[][] outputs) {
    return new Samples(input, shape, rows, null, outputs);
  }

  public float[] row(int sample) {
    return rows[sample];
  }

  public int label(int sample) {
    return Objects.requireNonNull(labels)[sample];
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Batch batch(int from, int to) {
    Samples part = slice(from, to);
    long[] dims = new long[shape.length + 1];
    dims[0] = part.size();
    System.arraycopy(shape, 0, dims, 1, shape.length);
    return new Batch(part.size(), Map.of(input, Tensor.of(dims, flat(part.rows))), part.targets());
  }

  @Override
  public Targets targets() {
    if (labels != null) {
      return new Labels(labels.clone());
    }
    return values == null
        ? NoTargets.NONE
        : new Values(new long[] {size(), values[0].length}, flat(values));
  }

  private static float[] flat(float[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return flat;
  }

  @Override
  public Samples slice(int from, int to) {
    return take(IntStream.range(from, to).toArray());
  }

  @Override
  public Samples take(int[] samples) {
    return new Samples(
        input,
        shape,
        Arrays.stream(samples).mapToObj(i -> rows[i]).toArray(float[][]::new),
        labels == null ? null : Arrays.stream(samples).map(this::label).toArray(),
        values == null ? null : picked(values, samples));
  }

  private static float[][] picked(float[][] from, int[] samples) {
    return Arrays.stream(samples).mapToObj(i -> from[i]).toArray(float[][]::new);
  }

  @Override
  public String sha256() {
    return "none";
  }

  @Override
  public String description() {
    return size() + " samples in memory";
  }
}
