package io.secateur.verify;

import io.secateur.data.Batch;
import io.secateur.data.Dataset;
import io.secateur.data.NoTargets;
import io.secateur.data.Targets;
import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Samples of one or more numbers each, for the input {@code x}. */
final class Rows implements Dataset {
  private final float[][] rows;

  private Rows(float[][] rows) {
    this.rows = rows;
  }

  static Rows of(float[]... rows) {
    return new Rows(rows);
  }

  /** Samples of one number each. */
  static Rows numbers(float... values) {
    float[][] rows = new float[values.length][];
    Arrays.setAll(rows, i -> new float[] {values[i]});
    return new Rows(rows);
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Batch batch(int from, int to) {
    int width = rows[from].length;
    float[] values = new float[(to - from) * width];
    for (int i = from; i < to; i++) {
      System.arraycopy(rows[i], 0, values, (i - from) * width, width);
    }
    Tensor x = Tensor.of(new long[] {to - from, width}, values);
    return new Batch(to - from, Map.of("x", x), NoTargets.NONE);
  }

  @Override
  public Targets targets() {
    return NoTargets.NONE;
  }

  @Override
  public String sha256() {
    return "";
  }

  @Override
  public Dataset slice(int from, int to) {
    return take(IntStream.range(from, to).toArray());
  }

  @Override
  public Dataset take(int[] samples) {
    return new Rows(Arrays.stream(samples).mapToObj(i -> rows[i]).toArray(float[][]::new));
  }

  @Override
  public String description() {
    return rows.length + " rows";
  }
}
