package io.secateur.engine.errors;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * ½ Σ (p − t)² of the probabilities that the outputs mean (Brier 1950); t is one-hot for labels. A
 * sample is worth 1 at most, however sure the network is of what is wrong: of all errors the one
 * that is closest to counting mistakes.
 */
public record BrierScore() implements ErrorMeasure {
  @Override
  public String word() {
    return "brier";
  }

  @Override
  public String formula() {
    return "1/2 sum (p - t)^2";
  }

  @Override
  public Tensor perSample(Prediction prediction, Tensor target) {
    return prediction.probabilities().sub(target).square().sum(1).mul(new Scalar(0.5));
  }
}
