package io.secateur.compare;

import java.util.stream.IntStream;

/**
 * Pearson's correlations of the outputs of neurons of one layer, over places that are evenly spread
 * where they are many.
 */
final class Correlations {
  /** Multiply-adds that are worth it. */
  private static final double WORK = 2e10;

  private static final int FEWEST = 1024;
  private static final int MOST = 1 << 15;

  private final int[] neurons;
  private final double[] means;
  private final long stride;
  private final double[][] products; // (neuron, neurons up to it)
  private long seen;

  /**
   * @param neurons those that are read at one place
   * @param means of their outputs
   * @param places how many outputs each has in all
   */
  Correlations(int[] neurons, double[] means, long places) {
    this.neurons = neurons;
    this.means = means;
    double affordable = WORK / ((double) neurons.length * neurons.length);
    double wanted = Math.max(FEWEST, Math.min(MOST, affordable));
    this.stride = (long) Math.max(1, Math.ceil(places / wanted));
    this.products = new double[neurons.length][];
    for (int i = 0; i < neurons.length; i++) {
      products[i] = new double[i + 1];
    }
  }

  /** Adds outputs of these neurons; of others, which are read elsewhere, nothing can be told. */
  void add(int[] some, float[][] outputs) {
    if (some[0] != neurons[0] || outputs.length != neurons.length) {
      return;
    }
    int length = outputs[0].length;
    int first = (int) ((stride - seen % stride) % stride);
    int count = first >= length ? 0 : (int) ((length - 1 - first) / stride + 1);
    double[][] off = new double[neurons.length][count];
    for (int i = 0; i < off.length; i++) {
      for (int p = 0; p < count; p++) {
        off[i][p] = outputs[i][(int) (first + p * stride)] - means[i];
      }
    }
    IntStream.range(0, off.length)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int p = 0; p < count; p++) {
                  sum += off[i][p] * off[j][p];
                }
                products[i][j] += sum;
              }
            });
    seen += length;
  }

  /** The correlation of two neurons by their numbers. */
  double of(int k, int other) {
    int i = place(k);
    int j = place(other);
    double both = products[Math.max(i, j)][Math.min(i, j)];
    double r = both / Math.sqrt(products[i][i] * products[j][j]);
    return Math.max(-1, Math.min(1, r)); // rounding may pass them
  }

  /** The neuron whose correlation with this one is the largest in size; −1 if there is none. */
  int closest(int k) {
    int closest = -1;
    double most = -1;
    for (int other : neurons) {
      double size = other == k || place(k) < 0 ? Double.NaN : Math.abs(of(k, other));
      if (size > most) {
        most = size;
        closest = other;
      }
    }
    return closest;
  }

  private int place(int neuron) {
    int place = neuron - neurons[0]; // where a layer is read whole
    if (place >= 0 && place < neurons.length && neurons[place] == neuron) {
      return place;
    }
    return IntStream.range(0, neurons.length)
        .filter(i -> neurons[i] == neuron)
        .findFirst()
        .orElse(-1);
  }
}
