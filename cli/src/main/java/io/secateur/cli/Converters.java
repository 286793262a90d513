package io.secateur.cli;

import io.secateur.criteria.Threshold;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line as values, refused in words for people. */
final class Converters {
  private Converters() {}

  static long whole(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(text, "a whole number");
    }
  }

  static double real(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(text, "a number");
    }
  }

  private static TypeConversionException wrong(String text, String expected) {
    return new TypeConversionException("'" + text + "' is not " + expected);
  }

  /** A number or a fraction: {@code 0.5} or {@code 1/255}. */
  static final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      int slash = text.indexOf('/');
      try {
        return slash < 0
            ? Double.parseDouble(text)
            : Double.parseDouble(text.substring(0, slash))
                / Double.parseDouble(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        throw wrong(text, "a number or a fraction such as 1/255");
      }
    }
  }

  /** A number of bytes: {@code 16777216}, {@code 512m} or {@code 4g}. */
  static final class Bytes implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      if (!text.matches("[0-9]{1,12}[kmgKMG]?")) {
        throw wrong(text, "a size such as 512m or 4g");
      }
      int shift =
          switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
          };
      return Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1)) << shift;
    }
  }

  /** {@code mean} or {@code median}. */
  static final class ThresholdWord implements ITypeConverter<Threshold> {
    @Override
    public Threshold convert(String text) {
      return switch (text) {
        case "mean", "median" -> Threshold.valueOf(text.toUpperCase(Locale.ROOT));
        default -> throw wrong(text, "mean or median");
      };
    }
  }
}
