package io.secateur.report;

import io.secateur.data.Batch;
import io.secateur.data.Dataset;
import io.secateur.data.Labels;
import io.secateur.data.Targets;
import io.secateur.model.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Points of the plane on a square grid as samples, from the least y up and in each row from the
 * least x on, in the middles of its cells. All are of class 0, as nobody asks.
 */
final class PlaneGrid implements Dataset {
  private final String input;
  private final long[] dims;
  private final double[] range;
  private final int side;
  private final int size;
  private final IntUnaryOperator points;

  private PlaneGrid(
      String input, long[] dims, double[] range, int side, int size, IntUnaryOperator points) {
    this.input = input;
    this.dims = dims;
    this.range = range;
    this.side = side;
    this.size = size;
    this.points = points;
  }

  /**
   * A grid.
   *
   * @param input the model's only input
   * @param dims of one sample with a first axis of samples; two numbers a sample
   * @param range least x, most x, least y, most y
   * @param side points along each axis
   */
  static PlaneGrid of(String input, long[] dims, double[] range, int side) {
    return new PlaneGrid(input, dims.clone(), range, side, side * side, i -> i);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Batch batch(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    float[] values = new float[2 * (to - from)];
    for (int i = from; i < to; i++) {
      int point = points.applyAsInt(i);
      values[2 * (i - from)] = at(point % side, range[0], range[1]);
      values[2 * (i - from) + 1] = at(Math.floorDiv(point, side), range[2], range[3]);
    }
    long[] shape = dims.clone();
    shape[0] = (long) to - from;
    return new Batch(to - from, Map.of(input, Tensor.of(shape, values)), labels(to - from));
  }

  private float at(int place, double least, double most) {
    return (float) (least + (most - least) * (place + 0.5) / side);
  }

  @Override
  public Targets targets() {
    return labels(size);
  }

  private static Targets labels(int count) {
    return new Labels(new int[count]);
  }

  @Override
  public String sha256() {
    return "";
  }

  @Override
  public Dataset slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return take(IntStream.range(from, to).toArray());
  }

  @Override
  public Dataset take(int[] samples) {
    int[] mine =
        IntStream.of(samples).map(i -> points.applyAsInt(Objects.checkIndex(i, size))).toArray();
    return new PlaneGrid(input, dims, range, side, mine.length, i -> mine[i]);
  }

  @Override
  public String description() {
    return size + " points of the plane";
  }
}
