package io.secateur.engine;

import io.secateur.engine.kernels.Kernels;
import java.util.Arrays;

/**
 * A block of samples on its way through a dense tail; arrays are (rows, {@link Kernels#BLOCK}). Of
 * a layer that is computed only once there are none.
 *
 * @param columns for each layer, what it reads: the boundary's columns, or the activations before
 * @param lost for each layer, what it loses with each of these columns: the columns themselves,
 *     where nothing makes up for them
 * @param peaks for each layer, the largest size in each of these
 * @param counts for each layer, on how many samples each of these is not 0
 * @param sums for each layer, its pre-activations
 * @param samples for each layer with a ReLU behind it but the last, its pre-activations sample by
 *     sample, each in units rounded up to {@link Kernels#WIDE}; empty for others
 * @param outputs the last activation's numbers
 * @param targets (goals, BLOCK)
 * @param errors the error of each sample
 */
record DenseTile(
    float[][] columns,
    float[][] lost,
    float[][] peaks,
    int[][] counts,
    float[][] sums,
    float[][] samples,
    float[] outputs,
    float[] targets,
    float[] errors) {

  /**
   * A block without samples.
   *
   * @param goals how many numbers a sample's outputs are held against
   */
  static DenseTile empty(DenseTail tail, int goals, boolean repaired) {
    int depth = tail.layers().size();
    float[][] columns = new float[depth][];
    float[][] lost = new float[depth][];
    float[][] peaks = new float[depth][];
    int[][] counts = new int[depth][];
    float[][] sums = new float[depth][];
    float[][] samples = new float[depth][];
    for (int l = 0; l < depth; l++) {
      boolean once = l < tail.first();
      DenseLayer layer = tail.layers().get(l);
      columns[l] = new float[once ? 0 : layer.in() * Kernels.BLOCK];
      lost[l] =
          repaired && !once ? new float[Kernels.padded(layer.in()) * Kernels.BLOCK] : columns[l];
      peaks[l] = new float[once ? 0 : layer.in()];
      counts[l] = new int[peaks[l].length];
      sums[l] = new float[once ? 0 : Kernels.padded(layer.out()) * Kernels.BLOCK];
      boolean turned = tail.isRectified(l) && !once;
      samples[l] = new float[turned ? Kernels.wide(layer.out()) * Kernels.BLOCK : 0];
    }
    return new DenseTile(
        columns,
        lost,
        peaks,
        counts,
        sums,
        samples,
        new float[tail.outputs() * Kernels.BLOCK],
        new float[goals * Kernels.BLOCK],
        new float[Kernels.BLOCK]);
  }

  /** About how many bytes one takes for each sample. */
  static long bytesPerSample(DenseTail tail, boolean repaired) {
    long numbers = 3L * tail.outputs(); // of which a divergence has two for its goals
    for (int l = tail.first(); l < tail.depth(); l++) {
      DenseLayer layer = tail.layers().get(l);
      numbers += layer.in() + Kernels.padded(layer.out());
      numbers += repaired ? Kernels.padded(layer.in()) : 0;
      numbers += tail.isRectified(l) ? Kernels.wide(layer.out()) : 0;
    }
    return Float.BYTES * numbers;
  }

  /**
   * Puts samples' targets in places.
   *
   * @param start the first place, and {@code end} the one after the last
   * @param goals row by row
   */
  void aim(int start, int end, double[] goals) {
    int outs = targets.length / Kernels.BLOCK;
    for (int k = 0; k < outs; k++) {
      for (int s = start; s < end; s++) {
        targets[k * Kernels.BLOCK + s] = (float) goals[(s - start) * outs + k];
      }
    }
  }

  /**
   * Turns rows of samples round.
   *
   * @param start the place of the first, and {@code end} the one after the last
   * @param rows (samples, width)
   * @param columns (width, BLOCK)
   */
  static void turn(int start, int end, float[] rows, float[] columns) {
    int width = rows.length / (end - start);
    for (int c = 0; c < width; c++) { // by column: a few lines of each row stay near
      for (int s = start; s < end; s++) {
        columns[c * Kernels.BLOCK + s] = rows[(s - start) * width + c];
      }
    }
  }

  /** Finds the largest sizes, and how many are not 0, in the first that a layer may lose. */
  void measure(int l, int count) {
    for (int c = 0; c < count; c++) {
      int most = 0; // sizes have the order of their bits, and integers have the faster maximum
      int some = 0;
      for (int s = 0; s < Kernels.BLOCK; s++) {
        int bits = Float.floatToRawIntBits(lost[l][c * Kernels.BLOCK + s]) & Integer.MAX_VALUE;
        most = Math.max(most, bits);
        some += (bits + Integer.MAX_VALUE) >>> 31;
      }
      peaks[l][c] = Float.intBitsToFloat(most);
      counts[l][c] = some;
    }
  }

  /**
   * Turns a layer's pre-activations round, sample by sample.
   *
   * @param rows where each of them begins
   */
  void turn(int l, int... rows) {
    int stride = Kernels.wide(rows.length);
    for (int i = 0; i < rows.length; i++) {
      for (int s = 0; s < Kernels.BLOCK; s++) {
        samples[l][s * stride + i] = sums[l][rows[i] + s];
      }
    }
    for (int s = 0; s < Kernels.BLOCK; s++) { // nothing but finite numbers may stand beyond
      Arrays.fill(samples[l], s * stride + rows.length, (s + 1) * stride, 0);
    }
  }
}
