package io.secateur;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Objective;

/**
 * About what it takes to measure, in operations, by which a page decides how much it shows. It is
 * told by the network and the number of samples alone, so that a page is the same on any machine.
 */
final class Effort {
  /** What a page may take for each kind of thing that it shows; about a minute. */
  static final double MOST = 2e12;

  /** A kernel's update is so much less than a pass. */
  private static final double UPDATE = 30;

  /** What follows from a neuron is about half a pass. */
  private static final double REST = 2;

  private Effort() {}

  /** Of the total error without a neuron, or with another gate of it. */
  static double value(ErrorFunction objective, Gates gates, Neuron neuron) {
    double pass = (double) objective.network().anatomy().costs().flops(gates) * objective.samples();
    boolean isQuick = objective instanceof Objective here && here.isQuickAlong(gates, neuron.id());
    return pass / (isQuick ? UPDATE : REST);
  }

  /** Of the total error without any of the neurons, or with another gate of it, on average. */
  static double value(ErrorFunction objective) {
    Gates open = objective.network().anatomy().open();
    return objective.network().anatomy().neurons().stream()
        .mapToDouble(neuron -> value(objective, open, neuron))
        .average()
        .orElse(0);
  }
}
