package io.secateur.engine.errors;

import org.bytedeco.pytorch.Tensor;

/** What the error E of a network's outputs against their targets is. */
public sealed interface ErrorMeasure
    permits SquaredError, BrierScore, CrossEntropy, KullbackLeibler, Mistakes {
  /** The word for it on the command line. */
  String word();

  /** Its formula for one sample, for people. */
  String formula();

  /** Whether it changes with the outputs little by little, so that there is a derivative. */
  default boolean hasSlope() {
    return true;
  }

  /**
   * The error of each sample, (batch), in double precision.
   *
   * @param prediction what the network gave
   * @param target (batch, k) in double precision: what it should have given
   */
  Tensor perSample(Prediction prediction, Tensor target);

  /** The target that would make this prediction the best there is, (batch, k). */
  default Tensor met(Prediction prediction) {
    return prediction.probabilities();
  }
}
