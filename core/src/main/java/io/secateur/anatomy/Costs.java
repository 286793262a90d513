package io.secateur.anatomy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a network costs with some gates closed: parameters, and floating-point operations for one
 * sample.
 */
public final class Costs {
  /**
   * An axis: its size, and the neuron at each index (−1 for none; an empty list for none at all).
   */
  record Extent(int size, List<Integer> neurons) {
    long kept(Gates gates) {
      if (neurons.isEmpty()) {
        return size;
      }
      long kept = 0;
      for (int n : neurons) {
        kept += n < 0 || gates.isOpen(n) ? 1 : 0;
      }
      return kept;
    }

    BitSet indices(Gates gates) {
      BitSet indices = new BitSet(size);
      for (int i = 0; i < size; i++) {
        indices.set(i, neurons.isEmpty() || neurons.get(i) < 0 || gates.isOpen(neurons.get(i)));
      }
      return indices;
    }
  }

  private final List<List<Extent>> products;
  private final List<Set<List<Extent>>> parameters;
  private final int samples;

  /**
   * @param parameters for each constant, the different uses that are made of it
   */
  Costs(List<List<Extent>> products, List<Set<List<Extent>>> parameters, int samples) {
    this.products = List.copyOf(products);
    this.parameters = List.copyOf(parameters);
    this.samples = samples;
  }

  /** 2 x multiply-adds of all convolutions and matrix products, for one sample. */
  public long flops(Gates gates) {
    return 2 * products.stream().mapToLong(p -> size(p, gates)).sum() / samples;
  }

  /**
   * Elements of all constants that count as parameters. One that several layers share counts once
   * for all of its uses that keep the same indices.
   */
  public long parameters(Gates gates) {
    long total = 0;
    for (Set<List<Extent>> uses : parameters) {
      Set<List<BitSet>> kept = new HashSet<>();
      for (List<Extent> use : uses) {
        if (uses.size() == 1 || kept.add(use.stream().map(e -> e.indices(gates)).toList())) {
          total += size(use, gates);
        }
      }
    }
    return total;
  }

  /**
   * Whether a layer's neurons cost the same, beside any other gates: each lies as often as the
   * others on every axis, and on no constant whose uses might count once.
   */
  public boolean isEven(Layer layer) {
    Predicate<List<Extent>> isEven = use -> use.stream().allMatch(e -> isEven(e, layer, false));
    Predicate<List<Extent>> isFree = use -> use.stream().allMatch(e -> isEven(e, layer, true));
    return products.stream().allMatch(isEven)
        && parameters.stream()
            .allMatch(uses -> uses.stream().allMatch(uses.size() == 1 ? isEven : isFree));
  }

  private static boolean isEven(Extent extent, Layer layer, boolean never) {
    int[] times = new int[layer.width()];
    for (int n : extent.neurons()) {
      if (n >= layer.firstNeuron() && n < layer.firstNeuron() + layer.width()) {
        times[n - layer.firstNeuron()]++;
      }
    }
    return Arrays.stream(times).allMatch(t -> t == (never ? 0 : times[0]));
  }

  private static long size(List<Extent> axes, Gates gates) {
    return axes.stream().mapToLong(e -> e.kept(gates)).reduce(1, (a, b) -> a * b);
  }
}
