package io.secateur;

import io.secateur.anatomy.Costs;
import io.secateur.anatomy.Gates;
import io.secateur.compare.Curve;
import io.secateur.engine.Objective;
import io.secateur.report.page.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How far each way to prune comes before it costs something, as a table. */
final class Reach {
  private static final double[] POINTS = {0.01, 0.05};
  private static final double[] FACTORS = {1.1, 2};

  private Reach() {}

  /**
   * Of runs on one network.
   *
   * @param name what a run is called
   */
  static Grid of(Objective objective, List<Curve> curves, Function<Curve, String> name) {
    boolean classes = !Double.isNaN(curves.get(0).start().accuracy());
    List<String> header = new ArrayList<>(List.of("criterion"));
    for (int i = 0; i < POINTS.length; i++) {
      header.add(
          classes
              ? String.format(
                  Locale.ROOT, "removed, −%.0f %s", 100 * POINTS[i], i == 0 ? "point" : "points")
              : String.format(Locale.ROOT, "removed, error × %s", i == 0 ? "1.1" : "2"));
      header.add("parameters left");
      header.add("FLOPs left");
    }
    List<List<String>> rows = new ArrayList<>();
    for (Curve curve : curves) {
      List<String> row = new ArrayList<>(List.of(name.apply(curve)));
      for (int i = 0; i < POINTS.length; i++) {
        row.addAll(
            cells(
                objective, curve, classes ? lowest(curve, POINTS[i]) : highest(curve, FACTORS[i])));
      }
      rows.add(row);
    }
    return new Grid(
        "How far each goes",
        classes
            ? "Neurons that go before accuracy has fallen by more than 1, and by more than 5"
                + " percentage points, and what is left of the network then."
            : "Neurons that go before the error exceeds 1.1 times, and twice what it was, and what"
                + " is left of the network then.",
        header,
        rows);
  }

  /** The last removal before accuracy has fallen by more. */
  private static int lowest(Curve curve, double points) {
    int removed = 0;
    double least = curve.accuracy(0) - points - 1e-12;
    while (removed < curve.points().size() && curve.accuracy(removed + 1) >= least) {
      removed++;
    }
    return removed;
  }

  /** The last removal before the error is larger. */
  private static int highest(Curve curve, double factor) {
    int removed = 0;
    while (removed < curve.points().size() && curve.error(removed + 1) <= factor * curve.error(0)) {
      removed++;
    }
    return removed;
  }

  private static List<String> cells(Objective objective, Curve curve, int removed) {
    Costs costs = objective.network().anatomy().costs();
    Gates open = objective.network().anatomy().open();
    Gates gates = curve.gates(removed, objective);
    return List.of(
        String.format(Locale.ROOT, "%,d", removed),
        String.format(
            Locale.ROOT, "%.1f %%", 100.0 * costs.parameters(gates) / costs.parameters(open)),
        String.format(Locale.ROOT, "%.1f %%", 100.0 * costs.flops(gates) / costs.flops(open)));
  }
}
