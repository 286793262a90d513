package io.secateur.engine.errors;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** ½ Σ (o − t)², the paper's; t is one-hot for labels. */
public record SquaredError() implements ErrorMeasure {
  @Override
  public String word() {
    return "squared";
  }

  @Override
  public String formula() {
    return "1/2 sum (o - t)^2";
  }

  @Override
  public Tensor perSample(Prediction prediction, Tensor target) {
    return prediction.output().sub(target).square().sum(1).mul(new Scalar(0.5));
  }

  @Override
  public Tensor met(Prediction prediction) {
    return prediction.output();
  }
}
