package io.secateur;

import io.secateur.anatomy.Neuron;
import io.secateur.compare.Comparison;
import io.secateur.compare.Curve;
import io.secateur.compare.Method;
import io.secateur.compare.Pairs;
import io.secateur.compare.RankQuality;
import io.secateur.compare.Roles;
import io.secateur.data.Dataset;
import io.secateur.engine.ErrorMeasure;
import io.secateur.engine.Measuring;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.report.Stations;
import io.secateur.report.page.Curves;
import io.secateur.report.page.Grid;
import io.secateur.report.page.Page;
import io.secateur.report.page.Section;
import io.secateur.report.page.Shares;
import io.secateur.report.page.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The page of a comparison of ways to prune, and its sections one by one, for pages that show
 * several comparisons. What a comparison has no data for is left out.
 */
public final class ComparisonPage {
  private ComparisonPage() {}

  /**
   * Writes the page of one comparison.
   *
   * @param title such as the model's name
   * @param lead what came of it, in a sentence or two
   * @param network the one that was compared on, with {@code data} and {@code measure} as they were
   * @param facts how it came about, shown small at the end
   * @throws io.secateur.model.UnusableException if the file cannot be written
   */
  public static void write(
      Path file,
      String title,
      String lead,
      Network network,
      Dataset data,
      ErrorMeasure measure,
      Measuring how,
      Comparison comparison,
      List<Page.Fact> facts) {
    List<Section> sections = new ArrayList<>();
    sections.add(curves("Error and accuracy", "", List.of(comparison)));
    Walk walk =
        walk(
            "What went, and what was left",
            "One cell for each neuron. The slider takes them away in the order in which they went.",
            network,
            data,
            measure,
            how,
            comparison);
    sections.add(walk);
    if (walk.layers().size() > 1) {
      sections.add(
          Shares.of(
              "Layer by layer",
              "The part of each layer that is gone.",
              walk.layers(),
              walk.paths()));
    }
    sections.addAll(rankings(comparison));
    new Page(title, lead, sections, facts).write(file);
  }

  /**
   * Error and accuracy of all methods, each over all seeds.
   *
   * @param seeds comparisons that differ in their seed only
   */
  public static Curves curves(String title, String note, List<Comparison> seeds) {
    Map<String, List<Curves.Line.Trace>> traces = new LinkedHashMap<>();
    for (Comparison comparison : seeds) {
      for (Curve curve : comparison.curves()) {
        traces.computeIfAbsent(name(curve, comparison), n -> new ArrayList<>()).add(trace(curve));
      }
    }
    int neurons = seeds.stream().mapToInt(Comparison::neurons).max().orElse(0);
    return new Curves(
        title,
        note,
        seeds.get(0).error(),
        neurons,
        traces.entrySet().stream().map(e -> Curves.Line.of(e.getKey(), e.getValue())).toList());
  }

  private static Curves.Line.Trace trace(Curve curve) {
    int count = curve.points().size();
    return new Curves.Line.Trace(
        IntStream.rangeClosed(0, count).mapToDouble(curve::error).toArray(),
        IntStream.rangeClosed(0, count).mapToDouble(curve::accuracy).toArray());
  }

  /** Where all methods have the same order, it need not be said of each. */
  private static String name(Curve curve, Comparison comparison) {
    boolean same =
        comparison.curves().stream().map(Curve::method).map(Method::order).distinct().count() == 1;
    return same ? curve.method().criterionName() : curve.method().name();
  }

  /** What each method took when, and the network at stations on its way. */
  public static Walk walk(
      String title,
      String note,
      Network network,
      Dataset data,
      ErrorMeasure measure,
      Measuring how,
      Comparison comparison) {
    try (Objective judging = new Objective(network, data, measure, how);
        Stations stations = new Stations(judging, judging, data)) {
      List<Walk.Path> paths = new ArrayList<>();
      for (Curve curve : comparison.curves()) {
        List<Stations.Taken> taken =
            curve.points().stream()
                .map(p -> new Stations.Taken(p.neuron(), p.error(), p.accuracy()))
                .toList();
        paths.add(
            stations.path(
                name(curve, comparison), curve.start().error(), curve.start().accuracy(), taken));
      }
      Curve first = comparison.curves().get(0);
      List<Neuron> taken = first.points().stream().map(Curve.Point::neuron).toList();
      return new Walk(
          title,
          note,
          measure.word(),
          stations.layers(),
          paths,
          Portraits.of(judging, name(first, comparison), taken),
          stations.plane(),
          stations.classes());
    }
  }

  /**
   * How neurons depend on each other, and what they are to each other. Diagonals are left empty.
   *
   * @param roles found in these pairs
   */
  public static io.secateur.report.page.Pairs pairs(String title, Pairs pairs, Roles roles) {
    int n = pairs.neurons().size();
    double[][] interactions = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        interactions[j][k] = j == k ? Double.NaN : pairs.interaction(j, k);
      }
    }
    List<io.secateur.report.page.Pairs.Group> groups = new ArrayList<>();
    if (!roles.elite().isEmpty()) {
      String figure =
          String.format(Locale.ROOT, "%.0f %% of what all cost alone", 100 * roles.share());
      groups.add(new io.secateur.report.page.Pairs.Group("elite", names(roles.elite()), figure));
    }
    for (List<Neuron> group : roles.groups()) {
      String figure =
          String.format(
              Locale.ROOT,
              "without two of them, the error is less by %.0f %% or more of what one of them costs",
              100 * roles.relief());
      groups.add(new io.secateur.report.page.Pairs.Group("cancelling", names(group), figure));
    }
    return new io.secateur.report.page.Pairs(
        title,
        "For each two neurons E(−j−k) − E(−j) − E(−k) + E: above 0 one stands in for the other,"
            + " below 0 they cancel each other.",
        names(pairs.neurons()),
        interactions,
        groups);
  }

  private static List<String> names(List<Neuron> neurons) {
    return neurons.stream().map(Neuron::toString).toList();
  }

  /**
   * How well each criterion's rankings agreed with what was measured, along the first run that was
   * ranked.
   */
  public static List<Grid> rankings(Comparison comparison) {
    List<RankQuality> all = comparison.qualities();
    if (all.isEmpty()) {
      return List.of();
    }
    String along = all.get(0).along();
    List<RankQuality> there = all.stream().filter(q -> q.along().equals(along)).toList();
    return List.of(
        pivot(
            "Rankings held against the oracle's",
            "Kendall's τ-b between a criterion's ranking and the errors that were measured without"
                + " each neuron, 1 for the same order and 0 for none in common, on the networks"
                + " along the run of "
                + along
                + ".",
            there,
            q -> Double.isNaN(q.kendall()) ? "–" : String.format(Locale.ROOT, "%.2f", q.kendall())),
        pivot(
            "The price of the first choice",
            "How much larger the error is without the neuron that a criterion puts first than"
                + " without the best, on the same networks.",
            there,
            q ->
                Double.isNaN(q.regret())
                    ? "–"
                    : String.format(Locale.ROOT, "%,.1f %%", 100 * q.regret())));
  }

  /** Criteria as rows, networks as columns. */
  private static Grid pivot(
      String title, String note, List<RankQuality> there, Function<RankQuality, String> cell) {
    List<Integer> removed = there.stream().map(RankQuality::removed).distinct().toList();
    List<String> header = new ArrayList<>(List.of("criterion"));
    removed.forEach(r -> header.add(String.format(Locale.ROOT, "%,d removed", r)));
    List<List<String>> rows = new ArrayList<>();
    for (String criterion : there.stream().map(RankQuality::criterion).distinct().toList()) {
      List<String> row = new ArrayList<>(List.of(criterion));
      for (int r : removed) {
        row.add(
            there.stream()
                .filter(q -> q.criterion().equals(criterion) && q.removed() == r)
                .map(cell)
                .findFirst()
                .orElse("–"));
      }
      rows.add(row);
    }
    return new Grid(title, note, header, rows);
  }
}
