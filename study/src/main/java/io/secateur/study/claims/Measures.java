package io.secateur.study.claims;

import io.secateur.study.experiments.Trace;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is measured of curves. The paper's "no rise" and "major loss" have no numbers; here
 *
 * <ul>
 *   <li>an error has <b>risen</b> when it is above its start by more than 1 % of the error with all
 *       neurons gone, which is as much as can be seen on the paper's axes;
 *   <li>a loss is <b>major</b> when accuracy is more than 5 percentage points below its start.
 * </ul>
 */
final class Measures {
  /** Of the error with all neurons gone. */
  static final double RISE = 0.01;

  /** As a share of the samples. */
  static final double MAJOR = 0.05;

  private Measures() {}

  /** How many neurons go before the error has risen. */
  static int flat(Trace t) {
    return until(t, t.error(0) + RISE * t.error(t.removals()));
  }

  /** How many neurons go before the error is above a bound, for the first time. */
  static int until(Trace t, double bound) {
    int removed = 0;
    while (removed < t.removals() && t.error(removed + 1) <= bound) {
      removed++;
    }
    return removed;
  }

  /** A count as a share of all removals. */
  static double share(Trace t, int removed) {
    return (double) removed / t.removals();
  }

  /** The accuracy lost when a share of all neurons is gone. */
  static double lost(Trace t, double share) {
    return t.accuracy(0) - t.accuracy(t.at(share));
  }

  /** The mean accuracy over all removals. */
  static double meanAccuracy(Trace t) {
    return Arrays.stream(t.accuracies()).skip(1).average().orElseThrow();
  }

  /** The mean error over all removals. */
  static double meanError(Trace t) {
    return Arrays.stream(t.errors()).skip(1).average().orElseThrow();
  }

  /** In which share of the removals from one share to another the first curve's error is lower. */
  static double wins(Trace a, Trace b, double from, double to) {
    int first = Math.max(1, a.at(from));
    int last = Math.min(a.at(to), Math.min(a.removals(), b.removals()));
    return IntStream.rangeClosed(first, last)
        .mapToDouble(r -> a.error(r) < b.error(r) ? 1 : a.error(r) == b.error(r) ? 0.5 : 0)
        .average()
        .orElseThrow();
  }

  /** The most that a curve's accuracy is below another's, up to a share of the removals. */
  static double behind(Trace a, Trace b, double share) {
    return IntStream.rangeClosed(0, a.at(share))
        .mapToDouble(r -> b.accuracy(r) - a.accuracy(r))
        .max()
        .orElseThrow();
  }

  /** The lowest error that there is on the way. */
  static double least(Trace t) {
    return Arrays.stream(t.errors()).min().orElseThrow();
  }

  /** How many go before a curve's accuracy is more than a bound below another's. */
  static int together(Trace a, Trace b, double bound) {
    int removed = 0;
    while (removed < a.removals() && b.accuracy(removed + 1) - a.accuracy(removed + 1) <= bound) {
      removed++;
    }
    return removed;
  }

  /**
   * How far an error comes back after a rise: the largest E(r) − min E(r' > r), as a share of the
   * error with all neurons gone.
   */
  static double recovery(Trace t) {
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int r = t.removals(); r >= 0; r--) {
      best = Math.max(best, t.error(r) - least);
      least = Math.min(least, t.error(r));
    }
    return best / t.error(t.removals());
  }

  /** Which share of the first so many of the neurons that went were of the last hidden layer. */
  static double deepest(Trace t, double share) {
    String last =
        t.steps().stream().skip(1).map(Trace.Step::layer).max(String::compareTo).orElseThrow();
    int count = Math.max(1, t.at(share));
    return t.steps().stream().skip(1).limit(count).filter(s -> s.layer().equals(last)).count()
        / (double) count;
  }

  /** The median of |predicted − measured ΔE| over the removals. */
  static double misjudged(Trace t) {
    double[] off =
        IntStream.rangeClosed(1, t.removals())
            .mapToDouble(
                r -> Math.abs(t.steps().get(r).predicted() - (t.error(r) - t.error(r - 1))))
            .sorted()
            .toArray();
    return off[off.length / 2];
  }

  /** What the cheaper half of the neurons costs of what all cost, each alone. */
  static double cheapHalf(Trace single) {
    double[] costs =
        single.steps().stream()
            .skip(1)
            .mapToDouble(s -> Math.max(0, s.predicted()))
            .sorted()
            .toArray();
    double half = Arrays.stream(costs).limit(costs.length / 2).sum();
    return half / Arrays.stream(costs).sum();
  }
}
