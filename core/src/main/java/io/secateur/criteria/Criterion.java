package io.secateur.criteria;

import io.secateur.engine.SampleOrder;

/**
 * Estimates, or measures, what the error grows by when a neuron goes: the lowest score is removed
 * first.
 */
@FunctionalInterface
public interface Criterion {
  /**
   * A score for each candidate of the subject, in the candidates' order; exact for as many of the
   * lowest as the subject wants, and those that tie with them. An infinite one cannot go now.
   *
   * @throws io.secateur.model.UnusableException if the network is such that the criterion is not
   *     defined
   */
  double[] scores(Subject subject);

  /**
   * The scores that these come near to, measured: exact as {@link #scores} says. Where scores are
   * remembered, these are.
   */
  default double[] measured(Subject subject) {
    return scores(subject);
  }

  /** Whether scores depend on what was scored since all were last measured. */
  default boolean remembers() {
    return false;
  }

  /**
   * Takes notice of a network that was scored before, so that what is remembered is as it was then.
   */
  default void remember(Subject subject) {
    scores(subject);
  }

  /** Whether scores that are not wanted are spared, so that it pays to want few. */
  default boolean drops() {
    return false;
  }

  /** The order of samples in which it is found fastest; results are the same in any. */
  default SampleOrder samples() {
    return SampleOrder.AS_GIVEN;
  }

  /**
   * How close two scores must be for the first layer and index to win; 0 where scores are not
   * uncertain.
   *
   * @param error the larger of E of the network as it is, and of E without the neuron that scores
   *     lowest, as predicted
   */
  default double tie(double error) {
    return 0;
  }
}
