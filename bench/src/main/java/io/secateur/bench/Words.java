package io.secateur.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people; in ASCII, which every terminal can show. */
final class Words {
  private Words() {}

  /** {@code 1,024}. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /**
   * Three digits that matter: {@code 54.4 ns}, {@code 6.17 us}, {@code 0.312 s}, {@code 1,230 s}.
   */
  static String seconds(double s) {
    if (s < 1e-4) {
      return s < 1e-6 ? digits(1e9 * s) + " ns" : digits(1e6 * s) + " us";
    }
    return s < 0.1 ? digits(1e3 * s) + " ms" : digits(s) + " s";
  }

  /** {@code 46.2 x}. */
  static String times(double ratio) {
    return digits(ratio) + " x";
  }

  /** {@code 3 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** {@code 0.031 %}; what is less than half a thousandth of a percent is {@code 0.000 %}. */
  static String little(double share) {
    double rounded = Math.rint(1e5 * share) / 1e3;
    return String.format(Locale.ROOT, "%.3f %%", rounded == 0 ? 0 : rounded); // no -0
  }

  /** {@code 1,230 MB}, the bytes of a process. */
  static String megabytes(long bytes) {
    return count(Math.round(bytes / 1e6)) + " MB";
  }

  /** Four digits that matter, in as few letters as possible. */
  static String real(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private static String digits(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
    return rounded.scale() > 0
        ? rounded.toPlainString()
        : String.format(Locale.ROOT, "%,d", rounded.longValue());
  }
}
