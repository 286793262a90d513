package io.secateur.anatomy;

import java.util.List;

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
  }

  private final List<List<Extent>> products;
  private final List<List<Extent>> parameters;
  private final int samples;

  Costs(List<List<Extent>> products, List<List<Extent>> parameters, int samples) {
    this.products = List.copyOf(products);
    this.parameters = List.copyOf(parameters);
    this.samples = samples;
  }

  /** 2 x multiply-adds of all convolutions and matrix products, for one sample. */
  public long flops(Gates gates) {
    return 2 * total(products, gates) / samples;
  }

  /** Elements of all constants that count as parameters. */
  public long parameters(Gates gates) {
    return total(parameters, gates);
  }

  private static long total(List<List<Extent>> products, Gates gates) {
    long total = 0;
    for (List<Extent> product : products) {
      long one = 1;
      for (Extent extent : product) {
        one *= extent.kept(gates);
      }
      total += one;
    }
    return total;
  }
}
