package io.secateur.engine;

import io.secateur.engine.kernels.Kernels;

/**
 * A block of samples on its way through a dense tail; arrays are (rows, {@link Kernels#BLOCK}).
 *
 * @param columns for each layer, what it reads: the boundary's columns, or the activations before
 * @param peaks for each layer, the largest size in each of these columns
 * @param sums for each layer, its pre-activations
 * @param outputs the last activation's numbers
 * @param targets (outputs, BLOCK)
 * @param errors the error of each sample
 */
record DenseTile(
    float[][] columns,
    float[][] peaks,
    float[][] sums,
    float[] outputs,
    float[] targets,
    float[] errors) {

  /** A block without samples. */
  static DenseTile empty(DenseTail tail) {
    int depth = tail.layers().size();
    float[][] columns = new float[depth][];
    float[][] peaks = new float[depth][];
    float[][] sums = new float[depth][];
    for (int l = 0; l < depth; l++) {
      DenseLayer layer = tail.layers().get(l);
      columns[l] = new float[layer.in() * Kernels.BLOCK];
      peaks[l] = new float[layer.in()];
      sums[l] = new float[Kernels.padded(layer.out()) * Kernels.BLOCK];
    }
    int outputs = tail.outputs() * Kernels.BLOCK;
    return new DenseTile(
        columns, peaks, sums, new float[outputs], new float[outputs], new float[Kernels.BLOCK]);
  }

  /** About how many bytes one takes for each sample. */
  static long bytesPerSample(DenseTail tail) {
    long numbers = 2L * tail.outputs();
    for (DenseLayer layer : tail.layers()) {
      numbers += layer.in() + Kernels.padded(layer.out());
    }
    return Float.BYTES * numbers;
  }

  /**
   * Puts a sample in a place.
   *
   * @param boundary row by row, of which the sample has row {@code from}
   * @param goals targets likewise
   */
  void put(int place, float[] boundary, double[] goals, int from) {
    int width = peaks[0].length;
    for (int c = 0; c < width; c++) {
      columns[0][c * Kernels.BLOCK + place] = boundary[from * width + c];
    }
    int outs = targets.length / Kernels.BLOCK;
    for (int k = 0; k < outs; k++) {
      targets[k * Kernels.BLOCK + place] = (float) goals[from * outs + k];
    }
  }

  /** Finds the largest sizes in the first {@code count} columns that a layer reads. */
  void measurePeaks(int l, int count) {
    for (int c = 0; c < count; c++) {
      float most = 0;
      for (int s = 0; s < Kernels.BLOCK; s++) {
        most = Math.max(most, Math.abs(columns[l][c * Kernels.BLOCK + s]));
      }
      peaks[l][c] = most;
    }
  }

  /** Keeps only some of a layer's pre-activations. */
  void keep(int l, int[] kept) {
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] != i) {
        System.arraycopy(
            sums[l], kept[i] * Kernels.BLOCK, sums[l], i * Kernels.BLOCK, Kernels.BLOCK);
      }
    }
  }
}
