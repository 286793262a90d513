package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.kernels.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The weights of a dense tail that are left under some gates, packed without the closed neurons'
 * rows and columns.
 */
final class DenseState {
  /**
   * One layer.
   *
   * @param columns the columns that are left
   * @param rows where each of these begins in what a block holds for the layer to read
   * @param units the units of its output that matter
   * @param weights (in, stride), then zeros
   * @param bias (out), then zeros
   * @param reach for each column, the largest size of its weights
   * @param lost where what is lost with each of these begins in what a block holds of it
   */
  record Packed(
      int[] columns,
      int[] rows,
      int[] units,
      float[] weights,
      float[] bias,
      int stride,
      float[] reach,
      int[] lost) {
    int in() {
      return columns.length;
    }

    int out() {
      return units.length;
    }

    /** The same columns in other places, as {@link #rows} has them. */
    Packed at(int[] places, boolean repaired) {
      return new Packed(
          columns, places, units, weights, bias, stride, reach, repaired ? lost : places);
    }
  }

  /**
   * What a layer loses with each column, as a linear map of its columns.
   *
   * @param weights (in, in), packed likewise
   * @param bias (in), then zeros
   */
  record PackedLoss(float[] weights, float[] bias) {}

  private static final Packed NOTHING =
      new Packed(
          new int[0],
          new int[0],
          new int[0],
          new float[0],
          new float[0],
          0,
          new float[0],
          new int[0]);

  private final Packed[] layers;
  private final boolean repaired;

  /**
   * The layers that are computed more than once.
   *
   * @param tail its weights are those that belong to these gates
   * @param repaired whether something makes up for neurons when they go
   */
  static DenseState of(DenseTail tail, Gates gates, boolean repaired) {
    return of(tail, gates, repaired, tail.first(), tail.depth());
  }

  /** The layers that are computed once, with the units that these gates leave. */
  static DenseState stem(DenseTail tail, Gates gates) {
    return of(tail, gates, false, 0, tail.first());
  }

  private static DenseState of(DenseTail tail, Gates gates, boolean repaired, int from, int to) {
    DenseState state = new DenseState(new Packed[tail.depth()], repaired);
    for (int l = 0; l < tail.depth(); l++) {
      state.layers[l] = from <= l && l < to ? state.pack(tail, gates, l) : NOTHING;
    }
    return state;
  }

  private Packed pack(DenseTail tail, Gates gates, int l) {
    DenseLayer layer = tail.layers().get(l);
    int[] units =
        l + 1 < tail.depth()
            ? open(tail.layers().get(l + 1).neurons(), gates)
            : IntStream.range(0, layer.out()).toArray();
    return pack(layer, open(layer.neurons(), gates), units, l == 0);
  }

  private DenseState(Packed[] layers, boolean repaired) {
    this.layers = layers;
    this.repaired = repaired;
  }

  Packed layer(int l) {
    return layers[l];
  }

  /**
   * The same for blocks that hold columns in other places.
   *
   * @param places for each layer, the row of each column that it may read
   */
  DenseState at(int[][] places) {
    Packed[] there = new Packed[layers.length];
    for (int l = 0; l < there.length; l++) {
      int[] mine = places[l];
      int[] rows =
          IntStream.of(layers[l].columns).map(column -> mine[column] * Kernels.BLOCK).toArray();
      there[l] = layers[l].at(rows, repaired);
    }
    return new DenseState(there, repaired);
  }

  int depth() {
    return layers.length;
  }

  /**
   * The first layer that does not read the same columns as before, or by other weights; the depth
   * if there is none.
   */
  int firstChange(DenseState before) {
    int l = 0;
    while (l < layers.length && isSame(layers[l], before.layers[l])) {
      l++;
    }
    return l;
  }

  private boolean isSame(Packed layer, Packed before) {
    return Arrays.equals(layer.columns, before.columns)
        && (!repaired // weights stay
            || (Arrays.equals(layer.weights, before.weights)
                && Arrays.equals(layer.bias, before.bias)));
  }

  private static int[] open(int[] neurons, Gates gates) {
    return IntStream.range(0, neurons.length)
        .filter(c -> neurons[c] < 0 || gates.isOpen(neurons[c]))
        .toArray();
  }

  /** The boundary keeps all its columns, a later layer's are packed like the units before it. */
  private Packed pack(DenseLayer layer, int[] columns, int[] units, boolean boundary) {
    int stride = Kernels.padded(units.length);
    float[] weights = matrix(columns.length, units.length);
    float[] bias = new float[Kernels.wide(units.length)];
    float[] reach = new float[columns.length];
    for (int i = 0; i < units.length; i++) {
      bias[i] = layer.bias()[units[i]];
    }
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < units.length; i++) {
        float weight = layer.weights()[columns[c] * layer.out() + units[i]];
        weights[c * stride + i] = weight;
        reach[c] = Math.max(reach[c], Math.abs(weight));
      }
    }
    int[] rows =
        IntStream.range(0, columns.length)
            .map(c -> (boundary ? columns[c] : c) * Kernels.BLOCK)
            .toArray();
    int[] lost =
        repaired ? IntStream.range(0, columns.length).map(c -> c * Kernels.BLOCK).toArray() : rows;
    return new Packed(columns, rows, units, weights, bias, stride, reach, lost);
  }

  /** Room for packed weights, and a little more, which vectors along units run into. */
  static float[] matrix(int in, int out) {
    return new float[(Kernels.wide(in) + Kernels.WIDE) * Kernels.padded(out) + Kernels.WIDE];
  }
}
