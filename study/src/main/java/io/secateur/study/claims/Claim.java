package io.secateur.study.claims;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A statement of the paper with its test: a number that is measured of each trained network, and
 * the bound that it has to keep.
 *
 * @param experiments on which it is tested
 * @param statement what the paper says
 * @param where the paper says it
 * @param test what has to be so for a network, in words with numbers
 * @param measured what the number is
 * @param measure the number of a network
 * @param atLeast whether the bound is the least that it may be; else the most
 * @param bound the bound
 * @param unit how the number is written
 */
record Claim(
    List<String> experiments,
    String statement,
    String where,
    String test,
    String measured,
    ToDoubleFunction<Run> measure,
    boolean atLeast,
    double bound,
    Unit unit) {
  /** How numbers are written. */
  enum Unit {
    SHARE,
    POINTS,
    NUMBER;

    String text(double x) {
      return switch (this) {
        case SHARE -> String.format(Locale.ROOT, "%.0f %%", 100 * x);
        case POINTS -> String.format(Locale.ROOT, "%.1f points", 100 * x);
        case NUMBER -> String.format(Locale.ROOT, "%.3g", x);
      };
    }
  }

  boolean holds(double value) {
    return atLeast ? value >= bound : value <= bound;
  }
}
