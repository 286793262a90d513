package io.secateur.criteria;

/**
 * The linear approximation −Σ o ∂E/∂o, signed (Wolfe et al. 2017, section 3.2.1; Mozer & Smolensky
 * 1989), which is −∂E/∂α.
 */
final class FirstOrder implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    double[] scores = subject.pick(subject.objective().gradient(subject.gates()));
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -scores[i];
    }
    return scores;
  }
}
