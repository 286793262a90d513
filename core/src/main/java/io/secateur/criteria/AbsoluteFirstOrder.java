package io.secateur.criteria;

/**
 * Σ_b |Σ o ∂E_b/∂o|: how much each sample's error changes by the first order, up or down. Places of
 * a sample are summed first, as in Molchanov et al. 2017, "Pruning Convolutional Neural Networks
 * for Resource Efficient Inference", equation 7 (which divides by the number of places and scales
 * each layer's scores to length 1; neither is done here, so that it stays an estimate of the
 * error).
 */
final class AbsoluteFirstOrder implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    return subject.pick(subject.objective().bySample().slopes(subject.gates()).absolute());
  }
}
