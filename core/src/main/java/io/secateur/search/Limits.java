package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.engine.Evaluation;
import org.jspecify.annotations.Nullable;

/** The stops, measured from where a search begins. */
final class Limits {
  /**
   * Keeps a fall of exactly the allowed points from counting as more, for all its binary fractions.
   */
  private static final double ROUNDING = 1e-9;

  private final Anatomy anatomy;
  private final long neurons;
  private final int most;
  private final double leastAccuracy;
  private final double startAccuracy;
  private final double mostError;
  private final double startError;
  private final long params;
  private final long flops;

  /**
   * @param most how many neurons may go in all, if nothing stops it
   */
  Limits(Stops stops, Anatomy anatomy, int most, Evaluation start, double accuracy) {
    this.anatomy = anatomy;
    this.most = most;
    Gates open = anatomy.open();
    neurons =
        stops.neurons() == null ? Long.MAX_VALUE : stops.neurons().of(anatomy.neurons().size());
    startAccuracy = accuracy;
    leastAccuracy =
        stops.keepAccuracy() == null
            ? Double.NEGATIVE_INFINITY
            : accuracy - stops.keepAccuracy() / 100 - ROUNDING;
    startError = start.error();
    mostError =
        stops.maxError() == null ? Double.POSITIVE_INFINITY : stops.maxError() * start.error();
    params = stops.params() == null ? -1 : stops.params().of(anatomy.costs().parameters(open));
    flops = stops.flops() == null ? -1 : stops.flops().of(anatomy.costs().flops(open));
  }

  /** Why a removal that led here is one too many; null if it is not. */
  @Nullable String exceeded(double error, double accuracy) {
    if (accuracy < leastAccuracy) {
      return "one more removal would cost too much accuracy";
    }
    if (!(error <= mostError)) {
      return "one more removal would raise the error too far";
    }
    return null;
  }

  /** Whether a network has no more than another of what a stop limits, or than the stop allows. */
  boolean keeps(Gates gates, Gates other) {
    return (params < 0
            || anatomy.costs().parameters(gates)
                <= Math.max(params, anatomy.costs().parameters(other)))
        && (flops < 0
            || anatomy.costs().flops(gates) <= Math.max(flops, anatomy.costs().flops(other)));
  }

  /** Why this is enough; null if it is not. */
  @Nullable String reached(Gates gates, int removed) {
    if (removed >= neurons) {
      return "as many neurons as asked for are gone";
    }
    if (params >= 0 && anatomy.costs().parameters(gates) <= params) {
      return "no more parameters are left than asked for";
    }
    if (flops >= 0 && anatomy.costs().flops(gates) <= flops) {
      return "no more FLOPs are left than asked for";
    }
    return null;
  }

  /** How far the way to the nearest stop is gone, 0 to 1, as far as it can be foreseen. */
  double progress(Gates gates, int removed, double error, double accuracy) {
    Gates open = anatomy.open();
    double progress = (double) removed / Math.max(1, Math.min(neurons, most));
    if (params >= 0) {
      progress =
          Math.max(
              progress,
              part(
                  (double) anatomy.costs().parameters(open),
                  (double) params,
                  (double) anatomy.costs().parameters(gates)));
    }
    if (flops >= 0) {
      progress =
          Math.max(
              progress,
              part(
                  (double) anatomy.costs().flops(open),
                  (double) flops,
                  (double) anatomy.costs().flops(gates)));
    }
    if (leastAccuracy >= 0) {
      progress = Math.max(progress, part(startAccuracy, leastAccuracy, accuracy));
    }
    if (mostError > startError && mostError < Double.POSITIVE_INFINITY) {
      progress = Math.max(progress, part(startError, mostError, error));
    }
    return Math.min(1, Math.max(0, progress));
  }

  private static double part(double from, double to, double now) {
    return (from - now) / (from - to);
  }
}
