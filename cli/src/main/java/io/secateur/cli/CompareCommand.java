package io.secateur.cli;

import io.secateur.ComparisonPage;
import io.secateur.Destination;
import io.secateur.FlagWords;
import io.secateur.Provenance;
import io.secateur.Workspace;
import io.secateur.compare.Comparer;
import io.secateur.compare.Comparison;
import io.secateur.compare.Method;
import io.secateur.compare.Plan;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.Measuring;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Repair;
import io.secateur.report.RunFolder;
import io.secateur.search.Allowed;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Several ways to prune one network, side by side. */
@Command(
    name = "compare",
    customSynopsis =
        "secateur compare MODEL --data DATA --by CRITERION,CRITERION... -o FOLDER [OPTIONS]",
    description = {
      "Remove the neurons of a network by several criteria, each from the trained network on, and"
          + " hold their rankings against brute force. Writes tables (CSV) and a page into FOLDER,"
          + " but no network. Each run goes on until no neuron is left, if no stop is given. The"
          + " same command goes on with a comparison that was cut short; whole runs are not made"
          + " again."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  secateur compare net.onnx --data train.npz --by brute-force,first-order,random -o seen",
      "  secateur compare net.onnx --data images.gz,labels.gz --scale 1/255 --take 1000 \\",
      "      --by brute-force,second-order --order reranked,single --neurons 50%% -o seen"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Mixin private DataFlags data = new DataFlags();

  @Option(
      names = "--holdout",
      paramLabel = "DATA",
      description = "Other samples, prepared like DATA, that accuracy is measured on besides.")
  private @Nullable String holdout;

  @Option(
      names = "--by",
      paramLabel = "CRITERION",
      split = ",",
      required = true,
      description = "What neurons are ranked by, as for prune; several with commas between them.")
  private List<String> by = new ArrayList<>();

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      split = ",",
      defaultValue = "reranked",
      description =
          "reranked: rank again after every removal; single: rank once; or both, with a comma."
              + " Default: ${DEFAULT-VALUE}.")
  private List<String> orders = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "KIND",
      converter = Converters.ThresholdWord.class,
      description = "With second-order: replace estimates that are far off by the mean or median.")
  private Threshold threshold = Threshold.NONE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For what is random. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--step",
      paramLabel = "AMOUNT",
      description = "With reranked: remove so many neurons before ranking again: 8, or 2%%.")
  private @Nullable String step;

  @Option(
      names = "--rank-at",
      paramLabel = "PERCENT",
      split = ",",
      defaultValue = "0,25,50,75",
      description =
          "How far a run is when its network is ranked by brute force too: on brute force's way by"
              + " all criteria, on others' by their own. Default: ${DEFAULT-VALUE}.")
  private List<Double> rankAt = new ArrayList<>();

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description =
          "Measure N neurons two by two, drawn by --seed, and find those that cancel each other:"
              + " pairs.csv; 0 for none. Default: up to 100, where that is soon done.")
  private @Nullable Long pairs;

  @Option(
      names = "--surfaces",
      paramLabel = "N",
      description =
          "At every Nth removal of the first run, the error for gates from 0 to 10 of the neuron"
              + " that goes next, as a table: surfaces.csv; in steps of 0.001, or coarser ones"
              + " where the network is large. The page shows some in any case.")
  private @Nullable Long surfaces;

  @Mixin private ScopeFlags scope = new ScopeFlags();
  @Mixin private RepairFlag repair = new RepairFlag();
  @Mixin private ErrorFlag error = new ErrorFlag();
  @Mixin private StopFlags stops = new StopFlags();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      required = true,
      description = "Where the tables and the page go; it is made if it is not there.")
  private Path out = Path.of("");

  @Mixin private MemoryFlag memory = new MemoryFlag();
  @Mixin private OutputFlags output = new OutputFlags();

  @Override
  public Integer call() {
    DataOptions options = Usage.checked(data::options);
    DataOptions held = Usage.checked(() -> holdout == null ? null : data.holdout(holdout));
    Usage.checked(error::word);
    Measuring how = Usage.checked(() -> memory.measuring().with(repair.repair()));
    Plan plan = Usage.checked(this::plan);
    Usage.checked(this::requireCounts);
    Destination.checkFolder(out);
    try (Workspace work = Workspace.open(model, options, repair.repair())) {
      warn(work);
      Dataset other = held == null ? null : Datasets.open(held, work.model().graph().inputs());
      ErrorMeasure measure = error.choose(work, output);
      RunFolder.claim(
          out,
          Provenance.of(
              identity(options, held),
              seed,
              model,
              work.model(),
              work.data().sha256(),
              other == null ? null : other.sha256()));
      Plan ofFile = plan.sharesOf(work.anatomy());
      Comparer comparer = new Comparer(work.network(), work.data(), other, measure, how, ofFile);
      CompareFiles files = new CompareFiles(work, measure, how, out);
      Comparison comparison;
      try (Progress progress = Progress.on(output);
          CompareProgress ctrlC = new CompareProgress(progress, work.network().anatomy())) {
        comparison = comparer.run(ctrlC, ctrlC);
        files.write(comparison);
        if (comparison.isWhole()) {
          ComparisonPage.Besides besides =
              files.more(comparison, pairs, surfaces, seed, ctrlC, output);
          files.page(comparison, besides, model, output);
        }
      }
      output.result(CompareText.json(comparison), () -> CompareText.of(comparison, out));
      return comparison.isWhole() ? Failures.DONE : Failures.INTERRUPTED;
    }
  }

  private void warn(Workspace work) {
    Scope only = scope.scope();
    if (!only.isAll()) {
      output.say(only.of(work.network().anatomy()).sentence());
    }
    String scarcity = work.scarcity(repair.repair(), work.data().size());
    if (scarcity != null) {
      output.say(scarcity);
    }
  }

  private boolean requireCounts() {
    if (pairs != null && pairs != 0 && pairs < 2) {
      throw new IllegalArgumentException("--pairs must be 0 or at least 2, not " + pairs);
    }
    if (surfaces != null && surfaces < 1) {
      throw new IllegalArgumentException("--surfaces must be at least 1, not " + surfaces);
    }
    return true;
  }

  private Plan plan() {
    List<Method> methods = new ArrayList<>();
    for (String order : orders) {
      by.forEach(
          name ->
              methods.add(new Method(name.strip(), how(name.strip()), Order.of(order.strip()))));
    }
    if (threshold != Threshold.NONE && !by.contains("second-order")) {
      Criteria.of(by.get(0), new Criteria.Options(threshold, seed)); // says that it does not go
    }
    if (step != null && !orders.contains("reranked")) {
      throw new IllegalArgumentException("--step goes with --order reranked, not single");
    }
    for (double percent : rankAt) {
      if (!(percent >= 0 && percent < 100)) {
        throw new IllegalArgumentException(
            "--rank-at must be percentages from 0 to less than 100, not " + percent);
      }
    }
    return new Plan(
        methods,
        step == null ? null : Amount.parse("--step", step),
        stops.stops(),
        new Allowed(0, scope.scope(), 1),
        rankAt.stream().map(percent -> percent / 100).toList(),
        out.resolve("curves"));
  }

  /** A threshold concerns one criterion only. */
  private Criteria.Options how(String name) {
    Threshold its = name.equals("second-order") ? threshold : Threshold.NONE;
    return new Criteria.Options(its, seed, new Shortcut.Exact(), null);
  }

  /** What every curve of a folder has in common; which criteria there are may change. */
  private Map<String, Object> identity(DataOptions options, @Nullable DataOptions held) {
    return new FlagWords()
        .put("model", model.toString())
        .put(options, held)
        .put("error", error.word())
        .put("step", step)
        .put("repair", repair.repair() == Repair.NONE ? null : repair.repair().word())
        .put(stops.stops())
        .put(scope.scope())
        .put("memory", memory.bytes())
        .all();
  }
}
