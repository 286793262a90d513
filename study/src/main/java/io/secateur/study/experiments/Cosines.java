package io.secateur.study.experiments;

import io.secateur.study.data.Cosine;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Descent;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Loss;
import io.secateur.study.train.Schedule;
import java.util.List;

/** The cosine, by 1-WIDTH-WIDTH-1 with sigmoids throughout: the paper's example of a regression. */
final class Cosines {
  /**
   * The paper's networks start at 0.9999993 and 0.9999996; accuracy is 1 − the mean of (o − t)².
   */
  static final double ENOUGH = 0.9999990;

  static final double START = 0.99999;
  static final int SAMPLES = 1000;

  private static final int STEPS = 100;

  private Cosines() {}

  static Experiment of(int width) {
    Trained origin = trained(width, START);
    return new Pruning(
        "cosine-" + width,
        "cos(x) by " + origin.layout() + " sigmoids, re-ranked and single",
        origin,
        Methods.both(Methods.PAPER),
        null,
        0);
  }

  /**
   * The same trained by Adam, a hundredth as precisely: whether it is the training that decides how
   * many neurons are to spare.
   */
  static Experiment byAdam() {
    Trained precise = trained(50, 0);
    Schedule adam = new Schedule(Loss.SQUARED, Descent.ADAM, 0.01, 400, 100, 0.9999, 1);
    return new Pruning(
        "cosine-50-adam",
        "cos(x) by " + precise.layout() + " sigmoids, trained by Adam to 0.9999, re-ranked",
        new Trained(precise.layout(), adam, 0, precise.samples()),
        Methods.reranked(Methods.PAPER),
        null,
        0);
  }

  /** The same from first weights that are four times as wide. */
  static Experiment wide() {
    Trained usual = trained(50, START);
    return new Pruning(
        "cosine-50-wide",
        "cos(x) by " + usual.layout() + " sigmoids, first weights four times as wide, re-ranked",
        new Trained(usual.layout(), usual.schedule().from(4), START, usual.samples()),
        Methods.reranked(Methods.PAPER),
        null,
        0);
  }

  /** The same by the plain gradient of small batches, from wide first weights. */
  static Experiment byGradient() {
    Trained usual = trained(50, 0);
    Schedule plain = new Schedule(Loss.SQUARED, Descent.SGD, 3, 200, 10, 0.9999, 1);
    return new Pruning(
        "cosine-50-sgd",
        "cos(x) by "
            + usual.layout()
            + " sigmoids, trained by the plain gradient of batches of 10 from wide first weights,"
            + " re-ranked",
        new Trained(usual.layout(), plain.from(4), 0, usual.samples()),
        Methods.reranked(Methods.PAPER),
        null,
        0);
  }

  static Trained trained(int width, double start) {
    Layout layout = new Layout(List.of(1, width, width, 1), Activation.SIGMOID, Activation.SIGMOID);
    return new Trained(
        layout,
        Recipes.precise(ENOUGH, STEPS, SAMPLES),
        start,
        lab -> Cosine.samples(lab.scale().of(SAMPLES, 50)));
  }
}
