package io.secateur.report.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Error and accuracy against removed neurons, a line for each criterion. Where a line has several
 * seeds it is their median, in a band from the least to the most.
 *
 * @param error which error, such as {@code squared}
 * @param neurons how many neurons the network had
 * @param lines one for each criterion
 */
public record Curves(String title, String note, String error, int neurons, List<Line> lines)
    implements Section {
  /** More places than a screen has columns say nothing more. */
  private static final int MOST_PLACES = 1500;

  public Curves {
    lines = List.copyOf(lines);
  }

  /**
   * One criterion.
   *
   * @param name the criterion, perhaps with its order
   * @param seeds how many runs it is of
   * @param removed how many neurons were gone at each place
   * @param error the total error there
   * @param accuracy 0 to 1; null where the data tells no classes
   */
  public record Line(
      String name, int seeds, int[] removed, Spread error, @Nullable Spread accuracy) {
    public Line {
      if (error.mid().length != removed.length
          || (accuracy != null && accuracy.mid().length != removed.length)) {
        throw new IllegalArgumentException("the curve '" + name + "' has places without values");
      }
    }

    /** What one run measured, a place for each network. */
    public record Trace(double[] error, double[] accuracy) {}

    /**
     * Over runs of one criterion that differ in their seed.
     *
     * @param seeds errors and accuracies when 0, 1, 2, ... neurons were gone; accuracy is left out
     *     where one is NaN
     */
    public static Line of(String name, List<Trace> seeds) {
      int most = seeds.stream().mapToInt(s -> s.error().length).max().orElse(0);
      return of(name, IntStream.range(0, most).toArray(), seeds);
    }

    /**
     * The same, where not every removal was measured.
     *
     * @param removed how many neurons were gone at each place
     */
    public static Line of(String name, int[] removed, List<Trace> seeds) {
      Spread error = Spread.of(seeds.stream().map(Trace::error).toList());
      boolean classes =
          seeds.stream().allMatch(s -> Arrays.stream(s.accuracy()).noneMatch(Double::isNaN));
      Spread accuracy = classes ? Spread.of(seeds.stream().map(Trace::accuracy).toList()) : null;
      int[] places = places(error.mid().length);
      return new Line(
          name,
          seeds.size(),
          Arrays.stream(places).map(i -> removed[i]).toArray(),
          error.pick(places),
          accuracy == null ? null : accuracy.pick(places));
    }

    /** All of so many places, or as many as can be seen, the first and the last among them. */
    private static int[] places(int count) {
      if (count <= MOST_PLACES) {
        return IntStream.range(0, count).toArray();
      }
      return IntStream.range(0, MOST_PLACES)
          .map(i -> (int) Math.round((double) i * (count - 1) / (MOST_PLACES - 1)))
          .toArray();
    }
  }
}
