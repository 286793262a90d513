package io.secateur.criteria;

import io.secateur.engine.SampleOrder;

/** The oracle: E(1 − e_k) − E(1), measured (Wolfe et al. 2017, section 3.1). */
final class BruteForce implements Criterion {
  /**
   * About what single precision leaves uncertain in a total, so that it does not matter how it was
   * computed.
   */
  private static final double ROUNDING = 1e-7;

  @Override
  public double[] scores(Subject subject) {
    double[] scores =
        subject
            .objective()
            .ablate(
                subject.gates(), subject.candidates(), subject.wanted(), 2 * tie(subject.error()));
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= subject.error();
    }
    return scores;
  }

  @Override
  public SampleOrder samples() {
    return SampleOrder.WORST_FIRST;
  }

  @Override
  public boolean drops() {
    return true;
  }

  @Override
  public double tie(double error) {
    return ROUNDING * Math.abs(error);
  }
}
