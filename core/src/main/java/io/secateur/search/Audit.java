package io.secateur.search;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Criterion;
import io.secateur.engine.ErrorFunction;

/**
 * A ranking held against one that measures all: was the neuron that it put first the best?
 *
 * @param best the neuron whose loss costs least; the one that was put first where that ties with it
 * @param error the total error without the best
 * @param excess how much larger the error is without the one that was put first; 0 if it is the
 *     best
 */
public record Audit(Neuron best, double error, double excess) {
  /** Of the neuron that is put first where all are measured, and the one that was chosen. */
  static Audit of(
      Criterion criterion,
      ErrorFunction objective,
      Gates gates,
      double error,
      int best,
      int chosen) {
    double[] totals = objective.ablate(gates, new int[] {best, chosen});
    double tie = criterion.tie(Math.max(error, totals[0]));
    boolean isBest = best == chosen || totals[1] <= totals[0] + tie;
    return new Audit(
        objective.network().anatomy().neurons().get(isBest ? chosen : best),
        isBest ? totals[1] : totals[0],
        isBest ? 0 : totals[1] - totals[0]);
  }

  /** Whether the neuron that was put first is the best, or ties with it. */
  public boolean isBest() {
    return excess == 0;
  }

  /** The excess relative to the error without the best. */
  public double relative() {
    return isBest() ? 0 : excess / error;
  }
}
