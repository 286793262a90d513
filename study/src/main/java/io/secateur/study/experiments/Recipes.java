package io.secateur.study.experiments;

import io.secateur.study.train.Descent;
import io.secateur.study.train.Loss;
import io.secateur.study.train.Schedule;

/** How networks are trained; the paper does not say how its own were. Seeds are set later. */
final class Recipes {
  /** More than any accuracy, so that training goes on to its last epoch. */
  static final double NEVER = 2;

  private Recipes() {}

  /**
   * For few samples of one input or two: every sample in each step, to great precision.
   *
   * @param enough the accuracy that ends it
   */
  static Schedule precise(double enough, int epochs, int samples) {
    return new Schedule(Loss.SQUARED, Descent.LBFGS, 1, epochs, samples, enough, 1);
  }

  /** For images: batches of 100, by Adam. */
  static Schedule images(double enough, int epochs) {
    return new Schedule(Loss.SQUARED, Descent.ADAM, 0.002, epochs, 100, enough, 1);
  }
}
