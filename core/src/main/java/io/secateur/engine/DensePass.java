package io.secateur.engine;

import io.secateur.engine.kernels.Activation;
import io.secateur.engine.kernels.Kernels;
import java.util.stream.IntStream;

/** What a dense tail does with a block of samples under some gates. */
final class DensePass {
  /**
   * What a neuron in the tail gives to its reader, all of it or a part.
   *
   * @param layer the layer that reads it
   * @param places where its columns stand among those that are left; none if it is closed
   * @param weights with which they are read
   * @param at where each column's weights begin
   * @param reach the largest size of each column's weights
   */
  record Seat(int layer, int[] places, float[] weights, int[] at, float[] reach) {
    /** All of it. */
    static Seat of(DenseState state, int layer, int... places) {
      DenseState.Packed p = state.layer(layer);
      int[] at = IntStream.of(places).map(place -> place * p.stride()).toArray();
      float[] reach = new float[places.length];
      for (int i = 0; i < reach.length; i++) {
        reach[i] = p.reach()[places[i]];
      }
      return new Seat(layer, places, p.weights(), at, reach);
    }

    /** So many times of it; taking away 1 − α of it sets its gate to α. */
    Seat times(double share, int out) {
      int stride = Kernels.wide(out) + Kernels.WIDE; // and a little that vectors run into
      float[] part = new float[places.length * stride];
      int[] begin = new int[places.length];
      float[] most = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        begin[i] = i * stride;
        most[i] = (float) (Math.abs(share) * reach[i]);
        for (int k = 0; k < out; k++) {
          part[begin[i] + k] = (float) (share * weights[at[i] + k]);
        }
      }
      return new Seat(layer, places, part, begin, most);
    }
  }

  /** Of so many samples or fewer, each is computed by itself. */
  private static final int FEW = Kernels.BLOCK / 2;

  private static final int[] ROWS =
      IntStream.range(0, 1 << 14).map(i -> i * Kernels.BLOCK).toArray();

  private final DenseTail tail;
  private final DenseError error;
  private final Kernels kernels;
  private final DenseState state;
  private final int[] rows;
  private final FewSamples few;

  DensePass(DenseTail tail, DenseError error, Kernels kernels, DenseState state) {
    this.tail = tail;
    this.error = error;
    this.kernels = kernels;
    this.state = state;
    this.few = new FewSamples(error, kernels, state, this);
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

  /** Makes what each layer loses with each column, where that is not the column. */
  void lose(DenseTile tile, DenseState.PackedLoss... losses) {
    for (int l = tail.first(); l < losses.length; l++) {
      DenseState.Packed p = state.layer(l);
      DenseState.PackedLoss loss = losses[l];
      kernels.affine(
          tile.columns()[l], p.rows(), p.in(), loss.weights(), loss.bias(), p.in(), tile.lost()[l]);
      tile.measure(l, p.in());
    }
  }

  /** Makes what the next layer reads of a layer's pre-activations. */
  void activate(DenseTile tile, int l) {
    int count = state.layer(l).out() * Kernels.BLOCK;
    System.arraycopy(tile.sums()[l], 0, tile.columns()[l + 1], 0, count);
    activateAlone(l, tile.columns()[l + 1], count);
    tile.measure(l + 1, state.layer(l).out());
    if (tail.isRectified(l)) {
      tile.turn(l, state.layer(l + 1).rows());
    }
  }

  /** Makes what the second layer reads of some samples, given what the first reads, row by row. */
  void stem(DenseTile tile, int start, int end, float[] boundary, DenseScratch scratch) {
    DenseState.Packed p = state.layer(0);
    float[] columns = scratch.boundary(p.in());
    DenseTile.turn(start, end, boundary, columns);
    kernels.affine(columns, p.rows(), p.in(), p.weights(), p.bias(), p.out(), scratch.first);
    int count = p.out() * Kernels.BLOCK;
    activateAlone(0, scratch.first, count);
    for (int at = 0; at < count; at += Kernels.BLOCK) {
      System.arraycopy(scratch.first, at + start, tile.columns()[1], at + start, end - start);
    }
    tile.measure(1, p.out());
  }

  /** So that no row's last digits depend on those beside it, which may go. */
  private void activateAlone(int l, float[] x, int count) {
    DenseLayer layer = tail.layers().get(l);
    kernels.activateAlone(layer.activation(), layer.slope(), x, count);
  }

  /**
   * The errors of a block's samples without a neuron (BLOCK).
   *
   * @return the block's own array if nothing changes, else the scratch's
   */
  float[] without(DenseTile tile, Seat seat, DenseScratch scratch) {
    int l = seat.layer();
    DenseState.Packed p = state.layer(l);
    if (seat.places().length == 1) {
      int place = seat.places()[0];
      float peak = tile.peaks()[l][p.lost()[place] / Kernels.BLOCK];
      return peak == 0 ? tile.errors() : withoutOne(tile, seat, peak, scratch);
    }
    boolean changed = false;
    for (int i = 0; i < seat.places().length; i++) {
      if (tile.peaks()[l][p.lost()[seat.places()[i]] / Kernels.BLOCK] != 0) {
        subtract(tile, seat, i, changed, scratch.first);
        changed = true;
      }
    }
    return changed ? rest(tile, l, scratch) : tile.errors();
  }

  private float[] withoutOne(DenseTile tile, Seat seat, float peak, DenseScratch scratch) {
    int l = seat.layer();
    boolean last = l + 1 == state.depth();
    int at = state.layer(l).lost()[seat.places()[0]];
    if (tile.counts()[l][at / Kernels.BLOCK] <= FEW && (last || tail.isRectified(l))) {
      int active = active(tile.lost()[l], at, scratch.active);
      return few.without(tile, seat, active, scratch);
    }
    float most = peak * seat.reach()[0];
    if (last && error.isShiftable()) {
      int doublings = Kernels.doublings(Activation.SIGMOID, most);
      if (doublings <= Kernels.MOST_DOUBLINGS) {
        shiftedError(tile, seat, doublings, scratch);
        return scratch.each;
      }
    }
    Activation f = tail.layers().get(l).activation();
    if (!last && (f == Activation.SIGMOID || f == Activation.TANH)) {
      int doublings = Kernels.doublings(f, most);
      if (doublings <= Kernels.MOST_DOUBLINGS) {
        shifted(tile, seat, f, doublings, scratch);
        return beyond(tile.targets(), l + 1, scratch);
      }
    }
    subtract(tile, seat, 0, false, scratch.first);
    return rest(tile, l, scratch);
  }

  /** Finds the samples on which a column is not 0. */
  private static int active(float[] column, int at, int[] found) {
    int count = 0;
    for (int s = 0; s < Kernels.BLOCK; s++) {
      found[count] = s;
      count += column[at + s] != 0 ? 1 : 0;
    }
    return count;
  }

  private void shiftedError(DenseTile tile, Seat seat, int doublings, DenseScratch scratch) {
    int l = seat.layer();
    DenseState.Packed p = state.layer(l);
    kernels.shiftedSquared(
        tile.outputs(),
        p.out(),
        tile.lost()[l],
        p.lost()[seat.places()[0]],
        seat.weights(),
        seat.at()[0],
        doublings,
        tile.targets(),
        scratch.each);
  }

  private void shifted(
      DenseTile tile, Seat seat, Activation f, int doublings, DenseScratch scratch) {
    int l = seat.layer();
    DenseState.Packed p = state.layer(l);
    kernels.shifted(
        f,
        tile.columns()[l + 1],
        state.layer(l + 1).rows(),
        p.out(),
        tile.lost()[l],
        p.lost()[seat.places()[0]],
        seat.weights(),
        seat.at()[0],
        doublings,
        scratch.first);
  }

  private void subtract(DenseTile tile, Seat seat, int i, boolean again, float[] to) {
    int l = seat.layer();
    DenseState.Packed p = state.layer(l);
    boolean scattered = !again && l + 1 < state.depth();
    kernels.subtract(
        again ? to : tile.sums()[l],
        scattered ? state.layer(l + 1).rows() : rows,
        p.out(),
        tile.lost()[l],
        p.lost()[seat.places()[i]],
        seat.weights(),
        seat.at()[i],
        to);
  }

  /** The errors of pre-activations of layer l that stand in the first scratch array. */
  private float[] rest(DenseTile tile, int l, DenseScratch scratch) {
    if (l + 1 < state.depth()) {
      activate(l, scratch.first, state.layer(l).out() * Kernels.BLOCK);
    }
    return beyond(tile.targets(), l + 1, scratch);
  }

  /** The errors if layer l, or if there is none the error, reads the first scratch array. */
  float[] beyond(float[] targets, int l, DenseScratch scratch) {
    for (int next = l; next < state.depth(); next++) {
      DenseState.Packed p = state.layer(next);
      kernels.affine(scratch.first, rows, p.in(), p.weights(), p.bias(), p.out(), scratch.second);
      if (next + 1 < state.depth()) {
        activate(next, scratch.second, p.out() * Kernels.BLOCK);
      }
      scratch.swap();
    }
    error.of(kernels, scratch.first, targets, scratch.each);
    return scratch.each;
  }

  void activate(int l, float[] x, int count) {
    DenseLayer layer = tail.layers().get(l);
    kernels.activate(layer.activation(), layer.slope(), x, count);
  }
}
