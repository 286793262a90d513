package io.secateur.study.experiments;

import io.secateur.search.Amount;
import java.util.Arrays;

/**
 * The ten digits by more hidden layers, of 50 sigmoids each. Sigmoids this deep learn nothing from
 * the usual first weights, whose signals fade layer by layer; four times as wide (Glorot and Bengio
 * 2010 say so of sigmoids) they do.
 */
final class Deeper {
  private static final int WIDTH = 50;
  private static final int EPOCHS = 80;
  private static final double GAIN = 4;

  /** Networks of more layers than that are ranked again after every fiftieth of their neurons. */
  private static final int ONE_BY_ONE = 3;

  private static final Amount IN_FIFTY = new Amount(2, true);

  private Deeper() {}

  static Experiment of(int layers) {
    int[] hidden = new int[layers];
    Arrays.fill(hidden, WIDTH);
    Trained origin =
        new Trained(
            Mnists.sigmoids(hidden), Recipes.images(0.998, EPOCHS).from(GAIN), 0.9, Mnists::images);
    return new Pruning(
        "deeper-" + layers,
        "ten digits by "
            + origin.layout()
            + " sigmoids, re-ranked"
            + (layers > ONE_BY_ONE ? " after every 2 %" : ""),
        origin,
        Methods.reranked(Methods.PAPER),
        layers > ONE_BY_ONE ? IN_FIFTY : null,
        0);
  }
}
