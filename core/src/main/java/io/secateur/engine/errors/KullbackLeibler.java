package io.secateur.engine.errors;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Σ p log(p / q), from the original network's probabilities p to those of the network as it is, q;
 * needs no labels. The target is the original network's last pre-activation.
 */
public record KullbackLeibler() implements ErrorMeasure {
  @Override
  public String word() {
    return "kl";
  }

  @Override
  public String formula() {
    return "sum p log(p / q), p the original network's";
  }

  @Override
  public Tensor perSample(Prediction prediction, Tensor target) {
    Prediction original = new Prediction(target, target, prediction.kind());
    Tensor log = original.logProbabilities();
    Tensor sum = torch.exp(log).mul(log.sub(prediction.logProbabilities()));
    if (prediction.isBernoulli()) {
      Tensor complement = original.logComplements();
      sum = sum.add(torch.exp(complement).mul(complement.sub(prediction.logComplements())));
    }
    return sum.sum(1).clamp_min(new Scalar(-1e-12)); // rounding below zero, nothing more
  }

  @Override
  public Tensor met(Prediction prediction) {
    return prediction.logits();
  }
}
