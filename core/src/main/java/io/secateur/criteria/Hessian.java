package io.secateur.criteria;

import io.secateur.engine.Derivatives;

/**
 * −∂E/∂α + ½ ∂²E/∂α² with the exact curvature, by a product of the Hessian with each neuron's unit
 * vector (Pearlmutter 1994): one more backward pass for every neuron. Where activations have no
 * curvature, as ReLUs, it is the Gauss-Newton one at a higher price.
 */
final class Hessian implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    Derivatives exact =
        subject.objective().bySample().hessian(subject.gates(), subject.candidates());
    return GaussNewton.parabola(exact);
  }
}
