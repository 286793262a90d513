package io.secateur;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.compare.Comparison;
import io.secateur.compare.Curve;
import io.secateur.compare.Method;
import io.secateur.compare.Pairs;
import io.secateur.compare.RankQuality;
import io.secateur.compare.Roles;
import io.secateur.compare.Surface;
import io.secateur.compare.Sweep;
import io.secateur.data.Dataset;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.report.ComparisonPicture;
import io.secateur.report.Stations;
import io.secateur.report.page.Curves;
import io.secateur.report.page.Grid;
import io.secateur.report.page.Page;
import io.secateur.report.page.Section;
import io.secateur.report.page.Shares;
import io.secateur.report.page.Surfaces;
import io.secateur.report.page.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The page of a comparison of ways to prune, and its sections one by one, for pages that show
 * several comparisons. What a comparison has no data for is left out.
 */
public final class ComparisonPage {
  private ComparisonPage() {}

  /**
   * What was measured besides the comparison, to be shown with it.
   *
   * @param pairs null for none
   * @param surfaces along the first run; where there are none, those that a page can afford are
   *     measured
   */
  public record Besides(@Nullable Pairs pairs, List<Surface> surfaces) {
    /** Nothing yet. */
    public static final Besides NOTHING = new Besides(null, List.of());

    public Besides {
      surfaces = List.copyOf(surfaces);
    }
  }

  /**
   * Writes the page of one comparison, {@code page.html}, and a picture for documents, {@code
   * picture.svg}.
   *
   * @param folder where they go
   * @param title such as the model's name
   * @param lead what came of it, in a sentence or two
   * @param work what was compared on, with {@code measure} as it was
   * @param facts how it came about, shown small at the end
   * @throws io.secateur.model.UnusableException if the file cannot be written
   */
  public static void write(
      Path folder,
      String title,
      String lead,
      Workspace work,
      ErrorMeasure measure,
      Measuring how,
      Comparison comparison,
      Besides besides,
      List<Page.Fact> facts) {
    List<Section> sections = new ArrayList<>();
    Curves curves = curves("Error and accuracy", "", List.of(comparison));
    sections.add(curves);
    try (Objective judging = new Objective(work.network(), work.data(), measure, how)) {
      sections.add(Reach.of(judging, comparison.curves(), curve -> name(curve, comparison)));
      Walk walk =
          walk(
              "What went, and what was left",
              "One cell for each neuron. The slider takes them away in the order in which they"
                  + " went.",
              judging,
              work.data(),
              comparison,
              work::parameters);
      sections.add(walk);
      new ComparisonPicture(curves, walk).write(folder.resolve("picture.svg"));
      sections.add(surfaces(judging, comparison, besides.surfaces()));
      if (walk.layers().size() > 1) {
        sections.add(
            Shares.of(
                "Layer by layer",
                "The part of each layer that is gone.",
                walk.layers(),
                walk.paths()));
      }
    }
    if (besides.pairs() != null) {
      Pairs pairs = besides.pairs();
      String two = PairSection.title(pairs.neurons().size(), comparison.neurons());
      sections.add(pairs(two, pairs, Roles.of(pairs)));
    }
    sections.addAll(rankings(comparison));
    new Page(title, lead, sections, facts).write(folder.resolve("page.html"));
  }

  /** How many neurons a page may measure two by two without being asked for; 0 for none. */
  public static int affordablePairs(Objective objective) {
    return PairSection.affordable(objective);
  }

  /** Gates for so many surfaces: the paper's, or coarser ones where the network is large. */
  public static Sweep sweep(Objective objective, int surfaces) {
    return SurfaceSection.sweep(objective, surfaces);
  }

  /**
   * Error surfaces of the neurons that went next along the first run.
   *
   * @param known if they were measured already; else as many are measured as a page can afford
   */
  public static Surfaces surfaces(Objective judging, Comparison comparison, List<Surface> known) {
    Curve first = comparison.curves().get(0);
    String by = name(first, comparison);
    return known.isEmpty()
        ? SurfaceSection.of(judging, by, first.points().stream().map(Curve.Point::neuron).toList())
        : SurfaceSection.section(comparison.error(), by, known);
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

  /** What each method took when, and the network at stations on its way; none was repaired. */
  public static Walk walk(
      String title, String note, Objective judging, Dataset data, Comparison comparison) {
    return walk(
        title, note, judging, data, comparison, judging.network().anatomy().costs()::parameters);
  }

  private static Walk walk(
      String title,
      String note,
      Objective judging,
      Dataset data,
      Comparison comparison,
      ToLongFunction<Gates> parameters) {
    try (Stations stations = new Stations(judging, judging, data, parameters)) {
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
          judging.measure().word(),
          stations.layers(),
          paths,
          Portraits.of(judging, judging, name(first, comparison), taken),
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
    return PairSection.section(title, pairs, roles);
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
