package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.kernels.Activation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The end of a network where it is a chain of dense layers: gated columns, a linear map, an
 * activation, and so on to the last pre-activation. This is where removing a neuron is a rank-one
 * change.
 *
 * @param boundary the value whose columns the first of the layers reads, by sample
 * @param layers from the boundary to the last pre-activation
 */
record DenseTail(String boundary, List<DenseLayer> layers) {
  /** An update and its activation take about as long as so many multiply-adds. */
  private static final int UPDATE = 20;

  DenseTail {
    layers = List.copyOf(layers);
  }

  int depth() {
    return layers.size();
  }

  /** Whether a layer has a ReLU behind it, and another layer. */
  boolean isRectified(int l) {
    return l + 1 < layers.size() && layers.get(l).activation() == Activation.RELU;
  }

  /**
   * Whether no neuron stands before the first layer, which then reads an input in single precision:
   * what it makes is the same under all gates, and what it reads is needed only once.
   */
  boolean hasStem() {
    return layers.size() > 1 && IntStream.of(layers.get(0).neurons()).allMatch(n -> n < 0);
  }

  /** The first layer that has to be computed more than once. */
  int first() {
    return hasStem() ? 1 : 0;
  }

  /** What the removal of each neuron takes for a sample, in multiply-adds. */
  long rankingCost() {
    long cost = 0;
    long after = 0; // of the layers that follow
    for (int l = layers.size() - 1; l >= 0; l--) {
      DenseLayer layer = layers.get(l);
      long neurons = IntStream.of(layer.neurons()).filter(n -> n >= 0).count();
      cost += neurons * ((long) layer.out() * UPDATE + after);
      after += (long) layer.in() * layer.out();
    }
    return cost;
  }

  /** How many outputs the network has. */
  int outputs() {
    return layers.get(layers.size() - 1).out();
  }

  /** The neurons whose every reader is in the tail. */
  Set<Integer> neurons(List<GateSite> sites) {
    Map<Integer, Integer> readings = new HashMap<>();
    for (GateSite site : sites) {
      for (int n : site.neurons()) {
        readings.merge(n, 1, Integer::sum);
      }
    }
    for (DenseLayer layer : layers) {
      for (int n : layer.neurons()) {
        readings.merge(n, -1, Integer::sum);
      }
    }
    Set<Integer> inside = new HashSet<>();
    for (DenseLayer layer : layers) {
      for (int n : layer.neurons()) {
        if (n >= 0 && readings.getOrDefault(n, 0) == 0) {
          inside.add(n);
        }
      }
    }
    return inside;
  }

  /** That of a network with the weights that it has with some gates; null if it has none. */
  static @Nullable DenseTail of(Network network, Gates gates) {
    return new DenseTailFinder(network, gates).find();
  }
}
