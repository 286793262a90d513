package io.secateur.engine;

import io.secateur.engine.kernels.Kernels;

/**
 * Ablation of a neuron that is silent on most of a block's samples: the others are computed one by
 * one, with vectors along units, and put side by side for the error.
 */
final class FewSamples {
  private final DenseError error;
  private final Kernels kernels;
  private final DenseState state;
  private final DensePass pass;

  FewSamples(DenseError error, Kernels kernels, DenseState state, DensePass pass) {
    this.error = error;
    this.kernels = kernels;
    this.state = state;
    this.pass = pass;
  }

  /**
   * The errors of a block's samples without a neuron (BLOCK).
   *
   * @param seat its one column, in a layer which is the last or has a ReLU behind it
   * @param count samples on which it is not 0, the first of the scratch's
   */
  float[] without(DenseTile tile, DensePass.Seat seat, int count, DenseScratch scratch) {
    int l = seat.layer();
    boolean last = l + 1 == state.depth();
    for (int i = 0; i < count; i++) {
      int sample = scratch.active[i];
      if (last) {
        subtract(tile, seat, sample, scratch.first, i);
      } else {
        rectify(tile, seat, sample, scratch, i);
      }
      copy(tile.targets(), sample, scratch.targets, i);
    }
    int made = last ? l : l + 1; // the layer whose pre-activations these are
    if (made + 1 < state.depth()) {
      pass.activate(made, scratch.first, state.layer(made).out() * Kernels.BLOCK);
      pass.beyond(scratch.targets, made + 1, scratch);
    } else {
      error.of(kernels, scratch.first, scratch.targets, Kernels.wide(count), scratch.each);
    }
    return spread(tile.errors(), count, scratch);
  }

  /** The last layer's pre-activations of one sample. */
  private void subtract(DenseTile tile, DensePass.Seat seat, int sample, float[] sums, int column) {
    int l = seat.layer();
    DenseState.Packed p = state.layer(l);
    float a = tile.lost()[l][p.lost()[seat.places()[0]] + sample];
    for (int k = 0; k < p.out(); k++) {
      float z = tile.sums()[l][k * Kernels.BLOCK + sample];
      sums[k * Kernels.BLOCK + column] = Math.fma(seat.weights()[seat.at()[0] + k], -a, z);
    }
  }

  /** The pre-activations of one sample behind a ReLU. */
  private void rectify(
      DenseTile tile, DensePass.Seat seat, int sample, DenseScratch scratch, int column) {
    int l = seat.layer();
    DenseState.Packed p = state.layer(l);
    DenseState.Packed next = state.layer(l + 1);
    int units = Kernels.wide(p.out());
    float a = tile.lost()[l][p.lost()[seat.places()[0]] + sample];
    kernels.rectified(
        tile.samples()[l],
        sample * units,
        units,
        a,
        seat.weights(),
        seat.at()[0],
        scratch.activations);
    kernels.spread(
        scratch.activations,
        units,
        next.weights(),
        next.stride(),
        next.bias(),
        next.out(),
        scratch.sums);
    for (int k = 0; k < next.out(); k++) {
      scratch.first[k * Kernels.BLOCK + column] = scratch.sums[k];
    }
  }

  private static void copy(float[] from, int sample, float[] to, int column) {
    for (int k = 0; k < to.length; k += Kernels.BLOCK) {
      to[k + column] = from[k + sample];
    }
  }

  /** Each sample's error in its own place, from the last backwards: none is overwritten unread. */
  private static float[] spread(float[] own, int count, DenseScratch scratch) {
    int next = count - 1;
    for (int s = Kernels.BLOCK - 1; s >= 0; s--) {
      boolean changed = next >= 0 && scratch.active[next] == s;
      scratch.each[s] = changed ? scratch.each[next--] : own[s];
    }
    return scratch.each;
  }
}
