package io.secateur;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.compare.Surface;
import io.secateur.compare.Sweep;
import io.secateur.engine.ErrorFunction;
import io.secateur.report.page.Surfaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The error surfaces along a run, as the paper draws them, for a page. */
final class SurfaceSection {
  /** Every tenth removal, as in the paper; closer where a run is short. */
  private static final int EVERY = 10;

  /** A run has so many at least, and a page so many at most. */
  private static final int FEWEST = 6;

  private static final int MOST = 12;

  private SurfaceSection() {}

  /**
   * Of the neurons that went next when so many were gone.
   *
   * @param by the criterion that took them
   * @param taken what went, in order
   */
  static Surfaces of(ErrorFunction objective, String by, List<Neuron> taken) {
    int every = Math.min(EVERY, Math.max(1, taken.size() / FEWEST));
    while ((taken.size() + every - 1) / every > MOST) {
      every += EVERY;
    }
    Sweep sweep = sweep(objective, (taken.size() + every - 1) / every);
    List<Surface> surfaces = new ArrayList<>();
    Gates gates = objective.network().anatomy().open();
    for (int removed = 0; removed < taken.size(); removed++) {
      Neuron next = taken.get(removed);
      if (removed % every == 0) {
        surfaces.add(Surface.of(objective, gates, next, sweep));
      }
      gates = objective.close(gates, next.id());
    }
    return section(objective.measure().word(), by, surfaces);
  }

  /** As fine as the paper's, where the network is not too large for that. */
  static Sweep sweep(ErrorFunction objective, int count) {
    double affordable = Effort.MOST / Math.max(1, count * Effort.value(objective));
    double step =
        DoubleStream.of(Sweep.PAPER.step(), 0.01, 0.1)
            .filter(s -> Sweep.PAPER.to() / s <= affordable)
            .findFirst()
            .orElse(0.5);
    return new Sweep(Sweep.PAPER.from(), Sweep.PAPER.to(), step);
  }

  /**
   * Of surfaces that were measured already, or as many of them as a page shows.
   *
   * @param error the error's word
   */
  static Surfaces section(String error, String by, List<Surface> surfaces) {
    int every = (surfaces.size() + MOST - 1) / MOST;
    List<Surface> shown =
        IntStream.range(0, surfaces.size())
            .filter(i -> i % every == 0)
            .mapToObj(surfaces::get)
            .toList();
    double[] values = surfaces.get(0).values();
    return new Surfaces(
        "Error surfaces",
        String.format(
            Locale.ROOT,
            "The error when one neuron's output is multiplied by α: the neuron that goes next, as"
                + " the network then is. At α = 1, the red line, the network is as it is, at 0 the"
                + " neuron is gone. α goes from %s to %s in %,d steps.",
            plain(values[0]),
            plain(values[values.length - 1]),
            values.length - 1),
        error,
        Surfaces.places(values),
        List.of(Surfaces.Run.of(by, shown)));
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
