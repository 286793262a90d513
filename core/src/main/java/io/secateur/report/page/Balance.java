package io.secateur.report.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network before and after. */
public record Balance(String title, String note, List<Row> rows) implements Section {
  public Balance {
    rows = List.copyOf(rows);
  }

  /** How a number is written. */
  public enum Unit {
    COUNT,
    NUMBER,
    SHARE,
    BYTES,
    MILLISECONDS
  }

  /** Where the true value probably lies. */
  public record Interval(double low, double high) {}

  /**
   * One quantity.
   *
   * @param beforeInterval null for none
   * @param afterInterval null for none
   */
  public record Row(
      String name,
      Unit unit,
      double before,
      double after,
      @Nullable Interval beforeInterval,
      @Nullable Interval afterInterval) {
    /** A quantity that was counted. */
    public static Row of(String name, Unit unit, long before, long after) {
      return of(name, unit, (double) before, (double) after);
    }

    /** A quantity that is known for certain. */
    public static Row of(String name, Unit unit, double before, double after) {
      return new Row(name, unit, before, after, null, null);
    }
  }
}
