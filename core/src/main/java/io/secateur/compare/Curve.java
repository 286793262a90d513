package io.secateur.compare;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Objective;
import java.util.List;

/**
 * What becomes of a network as one neuron after another goes.
 *
 * @param method by which they went
 * @param start the network with all gates open, on the ranking data
 * @param startHoldout its accuracy on the holdout; NaN where there is none
 * @param points one for each removal, in order
 * @param stopped why it ended, as a phrase
 * @param isWhole false if it was interrupted before its end
 */
public record Curve(
    Method method,
    Evaluation start,
    double startHoldout,
    List<Point> points,
    String stopped,
    boolean isWhole) {

  public Curve {
    points = List.copyOf(points);
  }

  /**
   * One removal.
   *
   * @param removed how many neurons are gone with this one
   * @param neuron the one that went
   * @param predicted its score: ΔE as the criterion predicted it, where it predicts one
   * @param error the total error on the ranking data without it
   * @param accuracy on the ranking data, 0 to 1; NaN where the data tells no classes
   * @param holdoutAccuracy on the holdout; NaN where there is none
   * @param seconds since the removal before, or the start
   * @param passes what was asked of the network since then, in forward passes over the ranking data
   *     (see {@link io.secateur.engine.Objective#passes})
   */
  public record Point(
      int removed,
      Neuron neuron,
      double predicted,
      double error,
      double accuracy,
      double holdoutAccuracy,
      double seconds,
      double passes) {}

  /** E of the network with so many neurons gone; the trained one's where that is 0. */
  public double error(int removed) {
    return removed == 0 ? start.error() : points.get(removed - 1).error();
  }

  /** Accuracy on the ranking data with so many neurons gone. */
  public double accuracy(int removed) {
    return removed == 0 ? start.accuracy() : points.get(removed - 1).accuracy();
  }

  /**
   * What the error really grew by at a removal, from 1; {@link Point#predicted} is the estimate.
   */
  public double measured(int removed) {
    return error(removed) - error(removed - 1);
  }

  /** The network after so many removals, its readers repaired if the objective repairs them. */
  public Gates gates(int removed, Objective objective) {
    Gates gates = objective.network().anatomy().open();
    for (Point point : points.subList(0, removed)) {
      gates = objective.close(gates, point.neuron().id());
    }
    return gates;
  }

  /** The gates after so many removals, where nothing is repaired. */
  public Gates gates(int removed, Gates open) {
    Gates gates = open;
    for (Point point : points.subList(0, removed)) {
      gates = gates.close(point.neuron().id());
    }
    return gates;
  }

  /** How long all removals took. */
  public double seconds() {
    return points.stream().mapToDouble(Point::seconds).sum();
  }

  /** What all removals asked for, in forward passes. */
  public double passes() {
    return points.stream().mapToDouble(Point::passes).sum();
  }
}
