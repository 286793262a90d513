package io.secateur.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people; in ASCII, which every terminal can show. */
final class Numbers {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

  private Numbers() {}

  /** {@code 512}, {@code 10,000}, {@code 1.2 M}. */
  static String count(long n) {
    return n < 100_000 ? String.format(Locale.ROOT, "%,d", n) : scaled((double) n, "").strip();
  }

  /** {@code 812 B}, {@code 45.3 kB}. */
  static String bytes(long n) {
    return n < 1000 ? n + " B" : scaled((double) n, "B");
  }

  private static String scaled(double n, String unit) {
    int prefix = 0;
    while (n >= 999.95) { // what would be rounded to 1000.0
      n /= 1000;
      prefix++;
    }
    return String.format(Locale.ROOT, "%.1f %s%s", n, PREFIXES[prefix], unit);
  }

  /** {@code 98.08 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** Four digits that matter: {@code 650.2}, {@code 0.06502}, {@code 3.1e-07}. */
  static String real(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (!Double.isFinite(value) || size < 1e-4 || size >= 1e7) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
  }

  /** {@code 0.8 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
  static String time(double seconds) {
    if (seconds < 59.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** By how much a number of things grew. */
  static String change(long before, long after) {
    return change((double) before, (double) after);
  }

  /** By how much something grew: {@code -40.0 %}, or {@code 3.1 x} from double on. */
  static String change(double before, double after) {
    if (before == after) {
      return "same";
    }
    if (before == 0) {
      return "";
    }
    double ratio = after / before;
    return ratio >= 2
        ? String.format(Locale.ROOT, "%.1f x", ratio)
        : signed("%+.1f %%", 100 * (ratio - 1));
  }

  /** Accuracy's change in percentage points: {@code -0.31 points}. */
  static String points(double before, double after) {
    return before == after ? "same" : signed("%+.2f points", 100 * (after - before));
  }

  /** With a sign, where anything is left of the number after rounding. */
  private static String signed(String format, double value) {
    String text = String.format(Locale.ROOT, format, value);
    return text.matches("[-+][0.]+ .*") ? text.substring(1) : text;
  }

  /** Three digits that matter: {@code 6.17 us}, {@code 0.312 ms}, {@code 12.3 ms}. */
  static String millis(double ms) {
    boolean small = ms < 0.1;
    BigDecimal rounded = new BigDecimal(small ? 1000 * ms : ms).round(new MathContext(3));
    return rounded.toPlainString() + (small ? " us" : " ms");
  }
}
