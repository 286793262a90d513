package io.secateur.criteria;

import io.secateur.engine.Derivatives;

/**
 * −∂E/∂α + ½ Σ_b J_bᵀ H_b J_b, with J_b = ∂z/∂α of sample b's last pre-activation z and H_b =
 * ∂²E_b/∂z², both exact: the parabola of E along the neuron's gate where z is linear in it. The
 * generalised Gauss-Newton matrix (Schraudolph 2002, "Fast curvature matrix-vector products for
 * second-order gradient descent"), of gates in place of weights.
 */
final class GaussNewton implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    return parabola(
        subject.objective().bySample().gaussNewton(subject.gates(), subject.candidates()));
  }

  /** −E′ + ½ E″. */
  static double[] parabola(Derivatives derivatives) {
    double[] scores = new double[derivatives.first().length];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = -derivatives.first()[k] + derivatives.second()[k] / 2;
    }
    return scores;
  }
}
