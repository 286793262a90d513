package io.secateur.study.experiments;

import io.secateur.study.train.Activation;
import java.util.Locale;

/** The ten digits by 400-50-50-10 with another activation in the hidden layers. */
final class Activations {
  private static final int EPOCHS = 60;

  private Activations() {}

  static Experiment of(Activation activation) {
    Trained origin =
        new Trained(
            Mnists.layout(activation, 50, 50), Recipes.images(0.998, EPOCHS), 0.95, Mnists::images);
    String name = activation.name().toLowerCase(Locale.ROOT);
    return new Pruning(
        name,
        "ten digits by " + origin.layout() + ", " + name + " in the hidden layers, re-ranked",
        origin,
        Methods.reranked(Methods.PAPER),
        null,
        0);
  }
}
