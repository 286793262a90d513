package io.secateur.criteria;

import io.secateur.anatomy.GateSite;
import io.secateur.engine.Network;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A norm of a neuron's weights: the L1 norm Σ |w| (Li et al. 2017, "Pruning Filters for Efficient
 * ConvNets") or the L2 norm √Σ w² over its ingoing weights and bias, the outgoing weights at its
 * readers, or both together. Needs no data.
 *
 * @param norm L1 or L2
 * @param side which weights
 */
record Magnitude(Norm norm, Side side) implements Criterion {
  /** How weights are added up. */
  enum Norm {
    L1,
    L2
  }

  /** Which weights count. */
  enum Side {
    INGOING,
    OUTGOING,
    BOTH
  }

  @Override
  public double[] scores(Subject subject) {
    Network network = subject.objective().network();
    int neurons = network.anatomy().neurons().size();
    Weights weights = Weights.of(network, word());
    DoubleUnaryOperator of = norm == Norm.L1 ? Math::abs : w -> w * w;
    double[] sums = new double[neurons];
    if (side != Side.OUTGOING) {
      add(sums, weights.ingoing(neurons, of));
    }
    if (side != Side.INGOING) {
      for (GateSite site : network.anatomy().gateSites()) {
        if (subject.concerns(site)) {
          add(sums, weights.outgoing(neurons, site, word(), of));
        }
      }
    }
    double[] picked = subject.pick(sums);
    return norm == Norm.L1 ? picked : Arrays.stream(picked).map(Math::sqrt).toArray();
  }

  private static void add(double[] sums, double[] more) {
    Arrays.setAll(sums, k -> sums[k] + more[k]);
  }

  /** What {@code --by} calls it. */
  private String word() {
    return Criteria.magnitude(norm, side);
  }
}
