package io.secateur.engine;

import io.secateur.engine.kernels.Kernels;

/** A thread's own arrays, with room for the widest layer of a tail. */
final class DenseScratch {
  /** Two layers' pre-activations (units, BLOCK), in turn. */
  float[] first;

  float[] second;

  private float[] boundary = new float[0];

  /** The errors of a block's samples. */
  final float[] each = new float[Kernels.BLOCK];

  /** Targets of some samples (goals, BLOCK). */
  final float[] targets;

  /** One sample's activations and pre-activations. */
  final float[] activations;

  final float[] sums;

  /** Which samples of a block these are. */
  final int[] active = new int[Kernels.BLOCK];

  DenseScratch(DenseTail tail, int goals) {
    int widest = tail.layers().stream().mapToInt(DenseLayer::out).max().orElse(0);
    first = new float[Kernels.padded(widest) * Kernels.BLOCK];
    second = new float[first.length];
    targets = new float[goals * Kernels.BLOCK];
    activations = new float[Kernels.wide(widest)];
    sums = new float[Kernels.wide(widest)];
  }

  /** Room for what a layer reads that is computed only once (width, BLOCK). */
  float[] boundary(int width) {
    if (boundary.length < width * Kernels.BLOCK) {
      boundary = new float[width * Kernels.BLOCK];
    }
    return boundary;
  }

  void swap() {
    float[] other = first;
    first = second;
    second = other;
  }
}
