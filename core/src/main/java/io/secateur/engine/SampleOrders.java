package io.secateur.engine;

import io.secateur.data.Dataset;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.repair.Repair;

/** Makes the orders of samples. */
final class SampleOrders {
  private SampleOrders() {}

  /** The order that is asked for. */
  static Arrangement of(Network network, Dataset data, ErrorMeasure measure, Measuring how) {
    return switch (how.order()) {
      case AS_GIVEN -> Arrangement.asGiven();
      case WORST_FIRST ->
          isWorthIt(network, measure, how)
              ? worstFirst(network, data, measure, how)
              : Arrangement.asGiven();
    };
  }

  /**
   * Whether a ranking takes longer than the forward pass that tells the order. A divergence from
   * the trained network has none.
   */
  private static boolean isWorthIt(Network network, ErrorMeasure measure, Measuring how) {
    if (measure instanceof KullbackLeibler) {
      return false;
    }
    DenseTail tail = how.oracle() == Oracle.FAST ? network.tail() : null;
    int inside = tail == null ? 0 : tail.neurons(network.anatomy().gateSites()).size();
    return tail == null
        || inside < network.anatomy().neurons().size()
        || tail.rankingCost() > network.anatomy().costs().flops(network.anatomy().open()) / 2;
  }

  private static Arrangement worstFirst(
      Network network, Dataset data, ErrorMeasure measure, Measuring how) {
    Measuring once = how.with(SampleOrder.AS_GIVEN).with(Repair.NONE);
    try (Objective plain = new Objective(network, data, measure, once)) {
      return Arrangement.worstFirst(plain.errors(network.anatomy().open()));
    }
  }
}
