package io.secateur.criteria;

import io.secateur.engine.Derivatives;

/**
 * The quadratic approximation −Σ o ∂E/∂o + ½ Σ o² ∂²E/∂o², its second derivative from diagonal
 * second-order back-propagation (Wolfe et al. 2017, section 3.2.2 and appendix).
 *
 * @param threshold what becomes of estimates that are far off
 */
record SecondOrder(Threshold threshold) implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    Derivatives derivatives = subject.objective().derivatives(subject.gates());
    double[] first = subject.pick(derivatives.first());
    double[] second = subject.pick(derivatives.second());
    double[] scores = new double[first.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -first[i] + 0.5 * second[i];
    }
    return threshold.apply(scores);
  }
}
