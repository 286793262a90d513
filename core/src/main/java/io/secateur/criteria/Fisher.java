package io.secateur.criteria;

import java.util.Arrays;

/**
 * ½ Σ_b (∂E_b/∂α)², the quadratic term of E with the empirical Fisher information for its curvature
 * (Theis et al. 2018, "Faster gaze prediction with dense networks and Fisher pruning", equation 6).
 */
final class Fisher implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    double[] squared = subject.objective().bySample().slopes(subject.gates()).squared();
    return Arrays.stream(subject.pick(squared)).map(s -> s / 2).toArray();
  }
}
