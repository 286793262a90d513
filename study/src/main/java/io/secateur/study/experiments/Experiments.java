package io.secateur.study.experiments;

import io.secateur.study.train.Activation;
import java.util.List;

/** All experiments, the paper's first. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          Cosines.of(10),
          Cosines.of(50),
          Mnists.oneLayer(),
          Mnists.twoLayers(),
          PlaneShapes.diamond(),
          PlaneShapes.random(),
          SingleDigit.of(0),
          SingleDigit.of(1),
          SingleDigit.of(2),
          Cosines.byAdam(),
          Cosines.wide(),
          Cosines.byGradient(),
          new Repaired(),
          Mnists.wide(),
          new Minimal(),
          new Retraining(),
          Deeper.of(3),
          Deeper.of(4),
          Deeper.of(6),
          Deeper.of(8),
          Activations.of(Activation.RELU),
          Activations.of(Activation.TANH),
          Activations.of(Activation.GELU),
          Others.sigmoids(),
          Others.relus(),
          Others.residual(),
          Others.attention(),
          new Wider());

  private Experiments() {}

  public static List<Experiment> all() {
    return ALL;
  }

  /** The experiment of a name; throws IllegalArgumentException if there is none. */
  public static Experiment of(String name) {
    return ALL.stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no experiment is called '"
                        + name
                        + "'; 'secateur study' lists those that there are"));
  }
}
