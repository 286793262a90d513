package io.secateur.criteria;

import java.util.Arrays;

/**
 * ½ Σ_b J_bᵀ F_b J_b, the mean of {@link Fisher} over targets that the network itself would draw,
 * with J_b = ∂z/∂α of sample b's last pre-activation z, and F_b = ∂²E_b/∂z² where the target is
 * what the network gives: of a softmax's cross-entropy or divergence diag(p) − p pᵀ (Kunstner et
 * al. 2019, "Limitations of the empirical Fisher approximation", section 1, of gates in place of
 * weights). It looks at no target, is never below 0, and under the divergence is what {@link
 * GaussNewton} is while the network is whole.
 */
final class TrueFisher implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    double[] information =
        subject.objective().bySample().fisher(subject.gates(), subject.candidates());
    return Arrays.stream(information).map(f -> f / 2).toArray();
  }
}
