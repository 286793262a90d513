package io.secateur.engine;

import io.secateur.engine.kernels.Kernels;

/**
 * A block of samples on its way through a dense tail; arrays are (rows, {@link Kernels#BLOCK}).
 *
 * @param size how many samples it holds; the rest are fillers
 * @param columns for each layer, what it reads: the boundary's columns, or the activations before
 * @param sums for each layer, its pre-activations
 * @param targets (outputs, BLOCK)
 * @param weight 1 for a sample, 0 for a filler
 */
record DenseTile(int size, float[][] columns, float[][] sums, float[] targets, float[] weight) {

  /**
   * Takes some rows of a matrix of samples.
   *
   * @param boundary (samples, columns) row by row
   * @param targets (samples, outputs) row by row
   */
  static DenseTile of(
      DenseTail tail, float[] boundary, double[] targets, int outputs, int from, int to) {
    int depth = tail.layers().size();
    float[][] columns = new float[depth][];
    float[][] sums = new float[depth][];
    for (int l = 0; l < depth; l++) {
      columns[l] = new float[tail.layers().get(l).in() * Kernels.BLOCK];
      sums[l] = new float[Kernels.padded(tail.layers().get(l).out()) * Kernels.BLOCK];
    }
    int width = tail.layers().get(0).in();
    float[] turned = new float[outputs * Kernels.BLOCK];
    float[] weight = new float[Kernels.BLOCK];
    for (int s = from; s < to; s++) {
      weight[s - from] = 1;
      for (int c = 0; c < width; c++) {
        columns[0][c * Kernels.BLOCK + s - from] = boundary[s * width + c];
      }
      for (int k = 0; k < outputs; k++) {
        turned[k * Kernels.BLOCK + s - from] = (float) targets[s * outputs + k];
      }
    }
    return new DenseTile(to - from, columns, sums, turned, weight);
  }
}
