package io.secateur.study.experiments;

import io.secateur.study.shapes.Blob;
import io.secateur.study.shapes.Diamond;
import io.secateur.study.shapes.Points;
import io.secateur.study.shapes.Shape;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Layout;
import java.util.List;
import java.util.Random;

/** Points of the plane, inside a shape or outside, by 2-50-50-2 sigmoids. */
final class PlaneShapes {
  static final int POINTS = 2_000;

  private static final long WHERE = 20;
  private static final int STEPS = 100;
  private static final Layout LAYOUT =
      new Layout(List.of(2, 50, 50, 2), Activation.SIGMOID, Activation.SIGMOID);

  private PlaneShapes() {}

  static Experiment diamond() {
    return of("diamond", "inside a diamond or not", new Diamond(0.8), 0.992);
  }

  /** One and the same shape for all seeds. */
  static Experiment random() {
    return of("random-shape", "inside a random shape or not", new Blob(7), 0.986);
  }

  private static Experiment of(String name, String what, Shape shape, double start) {
    return new Pruning(
        name,
        what + " by " + LAYOUT + " sigmoids, re-ranked and single",
        new Trained(
            LAYOUT,
            Recipes.precise(start, STEPS, POINTS),
            start,
            lab -> Points.uniform(shape, lab.scale().of(POINTS, 100), new Random(WHERE))),
        Methods.both(Methods.PAPER),
        null,
        0);
  }
}
