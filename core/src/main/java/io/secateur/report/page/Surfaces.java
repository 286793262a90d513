package io.secateur.report.page;

import io.secateur.compare.Surface;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The error surfaces of the neurons that went, every so many removals: E against the gate of the
 * neuron that goes next, as the network then is.
 *
 * @param error which error, such as {@code squared}
 * @param gains values of α, ascending
 * @param runs one for each criterion
 */
public record Surfaces(String title, String note, String error, double[] gains, List<Run> runs)
    implements Section {
  /** More places than a chart is wide show nothing more. */
  private static final int MOST_PLACES = 400;

  public Surfaces {
    runs = List.copyOf(runs);
    for (Run run : runs) {
      for (Line line : run.lines()) {
        if (line.errors().length != gains.length) {
          throw new IllegalArgumentException(
              line.errors().length + " errors at " + gains.length + " gains of " + line.neuron());
        }
      }
    }
  }

  /** What went by one criterion, in order. */
  public record Run(String name, List<Line> lines) {
    public Run {
      lines = List.copyOf(lines);
    }

    /** The surfaces of one run, at as many of their values as can be seen. */
    public static Run of(String name, List<Surface> surfaces) {
      return new Run(
          name,
          surfaces.stream()
              .map(s -> new Line(s.neuron().toString(), s.removed(), places(s.errors())))
              .toList());
    }
  }

  /**
   * One neuron.
   *
   * @param neuron its name
   * @param removed how many had gone before it
   * @param errors E(α) at each of the gains
   */
  public record Line(String neuron, int removed, double[] errors) {}

  /** Every so many of the values, from the first on, so that all can be seen. */
  public static double[] places(double... values) {
    int every = Math.max(1, (values.length - 1) / MOST_PLACES);
    return IntStream.iterate(0, i -> i < values.length, i -> i + every)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
