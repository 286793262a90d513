package io.secateur.study.experiments;

import io.secateur.study.data.Digits;
import io.secateur.study.data.Samples;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Descent;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Loss;
import io.secateur.study.train.Schedule;
import java.util.List;

/**
 * One digit against the rest by 784-100-2 with a softmax, on all 60,000 images with pixels from 0
 * to 255, stopped early: the paper's networks that are not optimal.
 */
final class SingleDigit {
  static final int IMAGES = 60_000;

  /** Where the paper's networks start. */
  private static final double[] STARTS = {0.9757, 0.9881, 0.9513};

  private static final int EPOCHS = 200;

  private SingleDigit() {}

  static Experiment of(int digit) {
    Layout layout = new Layout(List.of(784, 100, 2), Activation.SIGMOID, Activation.SOFTMAX);
    // three steps to an epoch, so that training can end close to where the paper's did
    Schedule schedule =
        new Schedule(Loss.SQUARED, Descent.ADAM, 0.0005, EPOCHS, IMAGES / 3, STARTS[digit], 1);
    return new Pruning(
        "mnist-digit-" + digit,
        "the digit " + digit + " or not by " + layout + ", stopped early, re-ranked",
        new Trained(layout, schedule, STARTS[digit], lab -> samples(lab, digit)),
        Methods.reranked(Methods.PAPER),
        null,
        0);
  }

  private static Samples samples(Lab lab, int digit) {
    return Digits.only(lab.sources().mnist(lab.scale().of(IMAGES, 80), 1), digit);
  }
}
