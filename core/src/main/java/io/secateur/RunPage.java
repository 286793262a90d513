package io.secateur;

import io.secateur.anatomy.Neuron;
import io.secateur.data.Dataset;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Model;
import io.secateur.report.ClusterWords;
import io.secateur.report.Footprint;
import io.secateur.report.PruneResult;
import io.secateur.report.Stations;
import io.secateur.report.Wilson;
import io.secateur.report.page.Balance;
import io.secateur.report.page.Balance.Row;
import io.secateur.report.page.Balance.Unit;
import io.secateur.report.page.Curves;
import io.secateur.report.page.Grid;
import io.secateur.report.page.Page;
import io.secateur.report.page.Pairs;
import io.secateur.report.page.Portrait;
import io.secateur.report.page.Section;
import io.secateur.report.page.Shares;
import io.secateur.report.page.Walk;
import io.secateur.search.Removal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The page of one pruning. It is made from the result alone, with model and data opened again, so a
 * run that was cut short and went on has the same page, and nothing else depends on it.
 */
public final class RunPage {
  private final PruneOptions options;
  private final PruneResult result;
  private final Backend backend;

  private RunPage(PruneOptions options, PruneResult result, Backend backend) {
    this.options = options;
    this.result = result;
    this.backend = backend;
  }

  /**
   * Writes it.
   *
   * @param options what was asked for
   * @param result what came of it
   * @throws io.secateur.model.UnusableException if the file cannot be written
   */
  public static void write(PruneOptions options, PruneResult result, Path file) {
    try (Backend here = Backend.here()) {
      write(options, result, file, here);
    }
  }

  /** The same, measured somewhere. */
  public static void write(PruneOptions options, PruneResult result, Path file, Backend backend) {
    new RunPage(options, result, backend).page().write(file);
  }

  private Page page() {
    Measuring how = options.measuring();
    ErrorMeasure measure = result.error().measure();
    Model model = Model.read(options.model());
    Backend.Samples data = backend.open(options.data(), model.graph());
    try (Workspace work = Workspace.of(model, data.first(), options.repair());
        ErrorFunction ranking = data.error(work, measure, how)) {
      if (options.holdout() == null) {
        return page(work, ranking, ranking, work.data());
      }
      Backend.Samples holdout = backend.open(options.holdout(), model.graph());
      try (ErrorFunction judging = holdout.error(work, measure, how.with(Repair.NONE))) {
        return page(work, ranking, judging, holdout.first());
      }
    }
  }

  /**
   * @param work its data are the samples that neurons were ranked on, as far as they are here
   * @param judged of those that the result is judged on, the same
   */
  private Page page(Workspace work, ErrorFunction ranking, ErrorFunction judging, Dataset judged) {
    Dataset first = work.data();
    double start = ranking.evaluate(ranking.network().anatomy().open()).error();
    double accuracy = result.before().accuracy();
    List<Section> sections = new ArrayList<>();
    sections.add(balance(judging.samples()));
    List<Removal> removals = result.search().removals();
    if (!removals.isEmpty()) {
      try (Stations stations = new Stations(ranking, judging, judged, work::parameters)) {
        List<Stations.Taken> taken =
            removals.stream()
                .map(r -> new Stations.Taken(r.neuron(), r.error(), r.accuracy()))
                .toList();
        Walk.Path path = stations.path(options.by(), start, accuracy, taken);
        sections.add(curves(ranking.network().anatomy().neurons().size(), start, accuracy));
        sections.add(
            new Walk(
                "What went, and what was left",
                "One cell for each neuron. The slider takes them away in the order in which they"
                    + " went; error is on the data that neurons were ranked on."
                    + some(first.size(), ranking.samples()),
                result.error().measure().word(),
                stations.layers(),
                List.of(path),
                portraits(ranking, first),
                stations.plane(),
                stations.classes()));
        sections.add(
            SurfaceSection.of(
                ranking, options.by(), removals.stream().map(Removal::neuron).toList()));
        if (stations.layers().size() > 1) {
          sections.add(
              Shares.of(
                  "Layer by layer",
                  "The part of each layer that is gone.",
                  stations.layers(),
                  List.of(path)));
        }
      }
    }
    Pairs pairs = PairSection.of(ranking, options.how().seed());
    if (pairs != null) {
      sections.add(pairs);
    }
    if (!result.search().swaps().isEmpty()) {
      sections.add(swaps());
    }
    String judgedOn =
        judging.samples() == judged.size()
            ? judged.description()
            : String.format(
                Locale.ROOT,
                "%,d samples of %s",
                judging.samples(),
                (options.holdout() == null ? options.data() : options.holdout()).source());
    return new Page(
        String.valueOf(options.model().getFileName()), lead(), sections, facts(judgedOn));
  }

  private Grid swaps() {
    List<List<String>> rows =
        result.search().swaps().stream()
            .map(
                s ->
                    List.of(
                        s.back().toString(),
                        s.out().toString(),
                        String.format(Locale.ROOT, "%,.4g", s.error())))
            .toList();
    return new Grid(
        "Swapped in the end",
        "Neurons that came back after the last removal, each for another. The network before these"
            + " swaps is the last that the slider shows; the one after them was written.",
        List.of("came back", "went instead", "error then"),
        rows);
  }

  private Curves curves(int neurons, double start, double accuracy) {
    List<Removal> measured =
        result.search().removals().stream().filter(Removal::isMeasured).toList();
    IntStream removed = measured.stream().mapToInt(Removal::step);
    DoubleStream errors = measured.stream().mapToDouble(Removal::error);
    DoubleStream accuracies = measured.stream().mapToDouble(Removal::accuracy);
    Curves.Line.Trace trace =
        new Curves.Line.Trace(
            DoubleStream.concat(DoubleStream.of(start), errors).toArray(),
            DoubleStream.concat(DoubleStream.of(accuracy), accuracies).toArray());
    return new Curves(
        "Error and accuracy",
        "",
        result.error().measure().word(),
        neurons,
        List.of(
            Curves.Line.of(
                options.by(),
                IntStream.concat(IntStream.of(0), removed).toArray(),
                List.of(trace))));
  }

  private List<Portrait> portraits(ErrorFunction ranking, Dataset first) {
    List<Neuron> taken = result.search().removals().stream().map(Removal::neuron).toList();
    if (ranking instanceof Objective here) {
      return Portraits.of(here, here, options.by(), taken);
    }
    try (Objective shown = new Objective(ranking.network(), first, ranking.measure())) {
      return Portraits.of(ranking, shown, options.by(), taken);
    }
  }

  private static String some(int shown, int all) {
    return shown == all
        ? ""
        : String.format(
            Locale.ROOT, " How outputs are spread is shown of the first %,d samples.", shown);
  }

  private Balance balance(int samples) {
    Footprint before = result.before();
    Footprint after = result.after();
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("neurons", Unit.COUNT, before.neurons(), after.neurons()));
    rows.add(Row.of("parameters", Unit.COUNT, before.parameters(), after.parameters()));
    rows.add(Row.of("FLOPs for a sample", Unit.COUNT, before.flops(), after.flops()));
    rows.add(Row.of("file size", Unit.BYTES, before.bytes(), after.bytes()));
    rows.add(
        Row.of("latency, ONNX Runtime", Unit.MILLISECONDS, before.latencyMs(), after.latencyMs()));
    rows.add(
        Row.of(
            "error, " + result.error().measure().word(),
            Unit.NUMBER,
            before.error(),
            after.error()));
    boolean hasAccuracy = !Double.isNaN(before.accuracy());
    if (hasAccuracy) {
      rows.add(
          new Row(
              "accuracy",
              Unit.SHARE,
              before.accuracy(),
              after.accuracy(),
              Wilson.interval(before.accuracy(), samples),
              Wilson.interval(after.accuracy(), samples)));
    }
    String note =
        String.format(Locale.ROOT, "On %,d samples%s.", samples, where())
            + (hasAccuracy
                ? " Below the accuracy is its 95 % confidence interval, by Wilson's score."
                : "");
    return new Balance("Before and after", note, rows);
  }

  private String where() {
    return options.holdout() == null ? "" : " that neurons were not ranked on";
  }

  private String lead() {
    Footprint before = result.before();
    Footprint after = result.after();
    int gone = result.search().removals().size();
    String accuracy =
        Double.isNaN(before.accuracy())
            ? ""
            : String.format(
                Locale.ROOT,
                " Accuracy goes from %.2f %% to %.2f %%.",
                100 * before.accuracy(),
                100 * after.accuracy());
    return String.format(
            Locale.ROOT,
            "%,d of %,d neurons are gone, and with them %.1f %% of the parameters and %.1f %% of"
                + " the arithmetic.",
            gone,
            before.neurons(),
            100 * (1 - (double) after.parameters() / before.parameters()),
            100 * (1 - (double) after.flops() / before.flops()))
        + accuracy;
  }

  private List<Page.Fact> facts(String judgedOn) {
    List<Page.Fact> facts = new ArrayList<>();
    facts.add(new Page.Fact("judged on", judgedOn));
    facts.add(
        new Page.Fact(
            "error", result.error().measure().formula() + "; " + result.error().reason()));
    facts.add(new Page.Fact("stopped", result.search().reason()));
    facts.add(
        new Page.Fact(
            "proof",
            String.format(
                Locale.ROOT,
                "outputs %s the gated original, on %d samples in ONNX Runtime",
                result.agreement() == 0
                    ? "exactly those of"
                    : String.format(
                        Locale.ROOT, "within %.1e, relative, of those of", result.agreement()),
                result.samples())));
    String cluster = ClusterWords.of(result.provenance());
    if (cluster != null) {
      facts.add(new Page.Fact(ClusterWords.KEY, cluster));
    }
    result.provenance().entrySet().stream()
        .filter(e -> !e.getKey().equals(ClusterWords.KEY))
        .flatMap(RunPage::flat)
        .forEach(e -> facts.add(new Page.Fact(e.getKey(), String.valueOf(e.getValue()))));
    return facts;
  }

  /** The options one by one, and what else there is as it is. */
  private static Stream<Map.Entry<String, ?>> flat(Map.Entry<String, Object> entry) {
    if (entry.getValue() instanceof Map<?, ?> options) {
      return options.entrySet().stream()
          .map(option -> Map.entry("--" + option.getKey(), String.valueOf(option.getValue())));
    }
    return Stream.of(entry);
  }
}
