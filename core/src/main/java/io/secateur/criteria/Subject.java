package io.secateur.criteria;

import io.secateur.anatomy.Gates;
import io.secateur.engine.Objective;

/**
 * A network as it now is, whose neurons are to be scored.
 *
 * @param objective E(α) on the ranking data
 * @param gates the network as it now is
 * @param error E at these gates
 * @param candidates the neurons that may go
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Subject(Objective objective, Gates gates, double error, int[] candidates) {

  /** Of values for all neurons, those of the candidates. */
  double[] pick(double[] all) {
    double[] picked = new double[candidates.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = all[candidates[i]];
    }
    return picked;
  }
}
