package io.secateur.engine;

import io.secateur.engine.kernels.Activation;
import io.secateur.engine.kernels.Kernels;
import java.util.stream.IntStream;

/** What a dense tail does with a block of samples under some gates. */
final class DensePass {
  /**
   * A neuron in the tail.
   *
   * @param layer the layer that reads it
   * @param places where its columns stand among those that are left; none if it is closed
   */
  record Seat(int layer, int[] places) {}

  private static final int[] ROWS =
      IntStream.range(0, 1 << 14).map(i -> i * Kernels.BLOCK).toArray();

  private final DenseTail tail;
  private final DenseError error;
  private final Kernels kernels;
  private final DenseState state;
  private final int[] rows;

  DensePass(DenseTail tail, DenseError error, Kernels kernels, DenseState state) {
    this.tail = tail;
    this.error = error;
    this.kernels = kernels;
    this.state = state;
    int most = tail.layers().stream().mapToInt(DenseLayer::out).max().orElse(0);
    this.rows =
        most <= ROWS.length ? ROWS : IntStream.range(0, most).map(i -> i * Kernels.BLOCK).toArray();
  }

  /** Computes a block from a layer on, and its samples' errors. */
  void forward(DenseTile tile, int from) {
    int last = state.depth() - 1;
    for (int l = from; l <= last; l++) {
      DenseState.Packed p = state.layer(l);
      kernels.affine(
          tile.columns()[l], p.rows(), p.in(), p.weights(), p.bias(), p.out(), tile.sums()[l]);
      if (l < last) {
        activate(tile, l);
      }
    }
    System.arraycopy(tile.sums()[last], 0, tile.outputs(), 0, tile.outputs().length);
    error.of(kernels, tile.outputs(), tile.targets(), tile.errors());
  }

  /** Makes what the next layer reads of a layer's pre-activations. */
  void activate(DenseTile tile, int l) {
    int count = state.layer(l).out() * Kernels.BLOCK;
    System.arraycopy(tile.sums()[l], 0, tile.columns()[l + 1], 0, count);
    activate(l, tile.columns()[l + 1], count);
    tile.measurePeaks(l + 1, state.layer(l).out());
  }

  /**
   * The errors of a block's samples without a neuron.
   *
   * @param scratch two arrays with room for the widest layer
   * @param each what is given where it is not what the block has itself
   * @return the errors (BLOCK)
   */
  float[] without(DenseTile tile, Seat seat, float[][] scratch, float[] each) {
    int l = seat.layer();
    if (seat.places().length == 1) {
      return withoutOne(tile, l, seat.places()[0], scratch, each);
    }
    DenseState.Packed p = state.layer(l);
    boolean changed = false;
    for (int place : seat.places()) {
      if (tile.peaks()[l][p.rows()[place] / Kernels.BLOCK] != 0) {
        subtract(tile, l, place, changed ? scratch[0] : tile.sums()[l], scratch[0]);
        changed = true;
      }
    }
    return changed ? rest(tile, l, scratch, each) : tile.errors();
  }

  private float[] withoutOne(DenseTile tile, int l, int place, float[][] scratch, float[] each) {
    DenseState.Packed p = state.layer(l);
    int at = p.rows()[place];
    float peak = tile.peaks()[l][at / Kernels.BLOCK];
    if (peak == 0) {
      return tile.errors(); // a ReLU's neuron is often silent
    }
    float most = peak * p.reach()[place];
    boolean last = l + 1 == state.depth();
    if (last && error.isShiftable()) {
      int doublings = Kernels.doublings(Activation.SIGMOID, most);
      if (doublings <= Kernels.MOST_DOUBLINGS) {
        kernels.shiftedSquared(
            tile.outputs(),
            p.out(),
            tile.columns()[l],
            at,
            p.weights(),
            place * p.stride(),
            doublings,
            tile.targets(),
            each);
        return each;
      }
    }
    Activation f = tail.layers().get(l).activation();
    if (!last && (f == Activation.SIGMOID || f == Activation.TANH)) {
      int doublings = Kernels.doublings(f, most);
      if (doublings <= Kernels.MOST_DOUBLINGS) {
        kernels.shifted(
            f,
            tile.columns()[l + 1],
            p.out(),
            tile.columns()[l],
            at,
            p.weights(),
            place * p.stride(),
            doublings,
            scratch[0]);
        return beyond(tile, l + 1, scratch, each);
      }
    }
    subtract(tile, l, place, tile.sums()[l], scratch[0]);
    return rest(tile, l, scratch, each);
  }

  private void subtract(DenseTile tile, int l, int place, float[] from, float[] to) {
    DenseState.Packed p = state.layer(l);
    kernels.subtract(
        from,
        rows,
        p.out(),
        tile.columns()[l],
        p.rows()[place],
        p.weights(),
        place * p.stride(),
        to);
  }

  /** The errors of pre-activations of layer l that stand in the first scratch array. */
  private float[] rest(DenseTile tile, int l, float[][] scratch, float[] each) {
    if (l + 1 < state.depth()) {
      activate(l, scratch[0], state.layer(l).out() * Kernels.BLOCK);
      return beyond(tile, l + 1, scratch, each);
    }
    error.of(kernels, scratch[0], tile.targets(), each);
    return each;
  }

  /** The errors if layer l reads what stands in the first scratch array. */
  private float[] beyond(DenseTile tile, int l, float[][] scratch, float[] each) {
    float[] columns = scratch[0];
    float[] sums = scratch[1];
    for (int next = l; next < state.depth(); next++) {
      DenseState.Packed p = state.layer(next);
      kernels.affine(columns, rows, p.in(), p.weights(), p.bias(), p.out(), sums);
      if (next + 1 < state.depth()) {
        activate(next, sums, p.out() * Kernels.BLOCK);
      }
      float[] swap = columns;
      columns = sums;
      sums = swap;
    }
    error.of(kernels, columns, tile.targets(), each);
    return each;
  }

  private void activate(int l, float[] x, int count) {
    DenseLayer layer = tail.layers().get(l);
    kernels.activate(layer.activation(), layer.slope(), x, count);
  }
}
