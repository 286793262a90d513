package io.secateur.report;

import java.util.Arrays;
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

  /** Within such a ratio numbers of equal distance are ticks on a logarithmic axis too. */
  private static final double CLOSE = 2.5;

  /** Within such a ratio there are too few powers of ten. */
  private static final double NEAR = 30;

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

  /**
   * From the round number below the least to the one above the most, both above 0: powers of ten,
   * or numbers between these where the two lie close.
   */
  static Axis logarithmic(double least, double most) {
    double low = least > 0 ? least : 1e-12;
    double high = Math.max(most, 1e-12);
    Axis linear = linear(low, high);
    if (high < CLOSE * low && linear.least() > 0) {
      return new Axis(linear.least(), linear.most(), true, linear.ticks());
    }
    int from = (int) Math.floor(Math.log10(low) + 1e-9);
    int to = (int) Math.ceil(Math.log10(high) - 1e-9);
    double[] ticks = high < NEAR * low ? halves(from, to, low, high) : powers(from, to);
    return new Axis(ticks[0], ticks[ticks.length - 1], true, ticks);
  }

  private static double[] powers(int from, int to) {
    int each = Math.max(1, (to - from + TICKS) / (TICKS + 1));
    int count = Math.max(1, (to - from + each - 1) / each);
    return IntStream.rangeClosed(0, count)
        .mapToDouble(i -> Math.pow(10, from + i * each))
        .toArray();
  }

  /** 1, 2 and 5 times powers of ten, from the last that is not above to the first not below. */
  private static double[] halves(int from, int to, double low, double high) {
    double[] all =
        IntStream.rangeClosed(from, to)
            .boxed()
            .flatMapToDouble(p -> DoubleStream.of(1, 2, 5).map(m -> m * Math.pow(10, p)))
            .toArray();
    int first = 0;
    int last = all.length - 1;
    while (all[first + 1] <= low * (1 + 1e-9)) {
      first++;
    }
    while (all[last - 1] >= high * (1 - 1e-9)) {
      last--;
    }
    return Arrays.copyOfRange(all, first, last + 1);
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
