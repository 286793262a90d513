package io.secateur.criteria;

import io.secateur.engine.Estimate;

/** A criterion whose scores are drawn by chance, and which knows how far they may be off. */
public interface Sampled extends Criterion {
  /** Scores in the candidates' order, with their standard errors. */
  Estimate estimate(Subject subject);

  @Override
  default double[] scores(Subject subject) {
    return estimate(subject).mean();
  }
}
