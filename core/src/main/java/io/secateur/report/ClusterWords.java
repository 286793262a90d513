package io.secateur.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a cluster took for a run, in words. */
public final class ClusterWords {
  /** Where a result's provenance has what is told of it. */
  public static final String KEY = "cluster";

  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

  private ClusterWords() {}

  /**
   * {@code 2 executors, 10,000 rows in 2 segments; 31.4 MB read, 2.1 MB moved in 412 jobs}; null if
   * there was no cluster.
   *
   * @param provenance of a result
   */
  public static @Nullable String of(Map<String, Object> provenance) {
    if (!(provenance.get(KEY) instanceof Map<?, ?> told)) {
      return null;
    }
    long lost = number(told, "executors_lost");
    long moved =
        Stream.of("bytes_shuffled", "bytes_asked", "bytes_answered")
            .mapToLong(name -> number(told, name))
            .sum();
    return count(number(told, "executors"), "executor")
        + (lost == 0 ? "" : ", " + lost + " lost on the way")
        + ", "
        + count(number(told, "rows"), "row")
        + " in "
        + count(number(told, "segments"), "segment")
        + "; "
        + bytes(number(told, "bytes_read"))
        + " read, "
        + bytes(moved)
        + " moved in "
        + count(number(told, "jobs"), "job");
  }

  private static String count(long n, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
  }

  private static String bytes(long n) {
    double scaled = n;
    int unit = 0;
    for (; scaled >= 999.95 && unit + 1 < UNITS.size(); unit++) { // or it is rounded to 1000.0
      scaled /= 1000;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", scaled, UNITS.get(unit));
  }

  private static long number(Map<?, ?> told, String name) {
    return told.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
