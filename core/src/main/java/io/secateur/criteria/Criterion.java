package io.secateur.criteria;

/**
 * Estimates, or measures, what the error grows by when a neuron goes: the lowest score is removed
 * first.
 */
@FunctionalInterface
public interface Criterion {
  /**
   * A score for each candidate of the subject, in the candidates' order.
   *
   * @throws io.secateur.model.UnusableException if the network is such that the criterion is not
   *     defined
   */
  double[] scores(Subject subject);

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
