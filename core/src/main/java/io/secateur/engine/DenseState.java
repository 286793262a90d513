package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.kernels.Kernels;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of a dense tail that are left under some gates, packed without the closed neurons'
 * rows and columns.
 */
final class DenseState {
  /**
   * One layer: the columns that are left, the units of its output that matter, and what joins them.
   */
  record Packed(int[] columns, int[] units, float[] weights, float[] bias, int stride) {
    int in() {
      return columns.length;
    }

    int out() {
      return units.length;
    }
  }

  private final Packed[] layers;

  DenseState(DenseTail tail, Gates gates) {
    List<DenseLayer> all = tail.layers();
    layers = new Packed[all.size()];
    for (int l = 0; l < layers.length; l++) {
      int[] units =
          l + 1 < layers.length
              ? open(all.get(l + 1).neurons(), gates)
              : IntStream.range(0, all.get(l).out()).toArray();
      layers[l] = pack(all.get(l), open(all.get(l).neurons(), gates), units);
    }
  }

  Packed layer(int l) {
    return layers[l];
  }

  private static int[] open(int[] neurons, Gates gates) {
    return IntStream.range(0, neurons.length)
        .filter(c -> neurons[c] < 0 || gates.isOpen(neurons[c]))
        .toArray();
  }

  private static Packed pack(DenseLayer layer, int[] columns, int[] units) {
    int stride = Kernels.padded(units.length);
    float[] weights = new float[columns.length * stride];
    float[] bias = new float[units.length];
    for (int i = 0; i < units.length; i++) {
      bias[i] = layer.bias()[units[i]];
      for (int c = 0; c < columns.length; c++) {
        weights[c * stride + i] = layer.weights()[columns[c] * layer.out() + units[i]];
      }
    }
    return new Packed(columns, units, weights, bias, stride);
  }
}
