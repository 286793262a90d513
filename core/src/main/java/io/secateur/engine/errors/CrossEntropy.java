package io.secateur.engine.errors;

import org.bytedeco.pytorch.Tensor;

/**
 * −Σ t log p; for outputs that are each a probability for itself −Σ t log p + (1 − t) log(1 − p).
 * Taken from the last pre-activation, so that p = 0 does not come up.
 */
public record CrossEntropy() implements ErrorMeasure {
  @Override
  public String word() {
    return "cross-entropy";
  }

  @Override
  public String formula() {
    return "-sum t log p";
  }

  @Override
  public Tensor perSample(Prediction prediction, Tensor target) {
    Tensor sum = target.mul(prediction.logProbabilities());
    if (prediction.isBernoulli()) {
      sum =
          sum.add(
              target
                  .neg()
                  .add(new org.bytedeco.pytorch.Scalar(1.0))
                  .mul(prediction.logComplements()));
    }
    return sum.sum(1).neg();
  }
}
