package io.secateur.report;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An axis between two ticks.
 *
 * @param least where it begins
 * @param most where it ends
 * @param isLog whether equal ways are equal ratios
 * @param ticks round numbers on it, ascending
 */
record Axis(double least, double most, boolean isLog, double[] ticks) {
  private static final int TICKS = 5;

  /** From the round number below the least to the one above the most. */
  static Axis linear(double least, double most) {
    double span = most > least ? most - least : Math.max(1e-9, Math.abs(least));
    double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
    double step =
        DoubleStream.of(1, 2, 2.5, 5, 10)
            .map(s -> s * power)
            .filter(s -> span / s <= TICKS + 1e-9)
            .findFirst()
            .orElse(10 * power);
    long from = (long) Math.floor(least / step + 1e-9);
    long to = (long) Math.ceil(most / step - 1e-9);
    double[] ticks =
        IntStream.rangeClosed(0, (int) Math.max(1, to - from))
            .mapToDouble(i -> (from + i) * step)
            .toArray();
    return new Axis(ticks[0], ticks[ticks.length - 1], false, ticks);
  }

  /** From the power of ten below the least to the one above the most, both above 0. */
  static Axis logarithmic(double least, double most) {
    int from = (int) Math.floor(Math.log10(least > 0 ? least : 1e-12) + 1e-9);
    int to = (int) Math.ceil(Math.log10(Math.max(most, 1e-12)) - 1e-9);
    int each = Math.max(1, (to - from + TICKS) / (TICKS + 1));
    int count = Math.max(1, (to - from + each - 1) / each);
    double[] ticks =
        IntStream.rangeClosed(0, count).mapToDouble(i -> Math.pow(10, from + i * each)).toArray();
    return new Axis(ticks[0], ticks[count], true, ticks);
  }

  /** Where a value lies, from 0 at the least to 1 at the most; what is beyond lies at the end. */
  double part(double value) {
    double at =
        isLog
            ? (Math.log(Math.max(value, least)) - Math.log(least))
                / (Math.log(most) - Math.log(least))
            : (value - least) / (most - least);
    return Math.min(1, Math.max(0, at));
  }
}
