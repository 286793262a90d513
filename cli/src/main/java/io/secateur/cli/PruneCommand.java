package io.secateur.cli;

import io.secateur.Backend;
import io.secateur.Destination;
import io.secateur.PruneOptions;
import io.secateur.Pruner;
import io.secateur.RunPage;
import io.secateur.report.Json;
import io.secateur.report.PruneResult;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job. */
@Command(
    name = "prune",
    customSynopsis = "secateur prune MODEL --data DATA STOP... -o OUT [OPTIONS]",
    description = {
      "Remove neurons one after another, always the one that matters least, until a stop is met;"
          + " prove in ONNX Runtime that what is left is the same network, and write it. Ctrl-C"
          + " ends the removing, and what is reached is proven and written."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  secateur prune net.onnx --data train.npz --neurons 40%% -o small.onnx",
      "  secateur prune net.onnx --data images.gz,labels.gz --scale 1/255 --take 2000 \\",
      "      --holdout test-images.gz,test-labels.gz --keep-accuracy 0.5 -o small.onnx",
      "  secateur prune net.onnx --data train.npz --by first-order --flops 50%% \\",
      "      -o small.onnx --run runs/1 --json",
      "  secateur prune net.onnx --data train.npz --confidence 0.99 --neurons 40%% -o small.onnx"
    })
final class PruneCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Mixin private DataFlags data = new DataFlags();

  @Option(
      names = "--holdout",
      paramLabel = "DATA",
      description =
          "Other samples, prepared like DATA, that accuracy and the final table are measured on;"
              + " otherwise DATA.")
  private @Nullable String holdout;

  @Mixin private CriterionFlags by = new CriterionFlags();

  @Mixin private ShortcutFlags shortcuts = new ShortcutFlags();

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      defaultValue = "reranked",
      description =
          "reranked: rank again after every removal; single: rank once, at the start."
              + " Default: ${DEFAULT-VALUE}.")
  private String order = "reranked";

  @Option(
      names = "--step",
      paramLabel = "AMOUNT",
      description =
          "With reranked: remove so many neurons before ranking, and measuring, again: 8, or 2%%"
              + " of all at the start. Default: 1.")
  private @Nullable String step;

  @Option(
      names = "--multiple-of",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Bring every layer that loses neurons to a width that is a multiple of N, by removing as"
              + " many of it at once as that takes. Default: ${DEFAULT-VALUE}.")
  private long multiple = 1;

  @Mixin private ScopeFlags scope = new ScopeFlags();

  @Mixin private ErrorFlag error = new ErrorFlag();

  @Mixin private RepairFlag repair = new RepairFlag();

  @Mixin private StopFlags stops = new StopFlags();

  @Mixin private BudgetFlags budget = new BudgetFlags();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "The ONNX file to write.")
  private Path out = Path.of("");

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description =
          "A folder for the journal of removals, the result as JSON, and the map from new neurons"
              + " to old ones. A run that was cut short goes on from it, with the same command.")
  private @Nullable Path run;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "A page to look at, as one HTML file: curves, which neurons went when, and the network at"
              + " every stage.")
  private @Nullable Path report;

  @Mixin private MemoryFlag memory = new MemoryFlag();

  @Mixin private SparkFlag spark = new SparkFlag();

  @Mixin private OutputFlags output = new OutputFlags();

  @Override
  public Integer call() {
    long start = System.nanoTime();
    PruneOptions options = Usage.checked(this::options);
    if (report != null) {
      Destination.checkReport(report, options);
    }
    PruneResult result;
    try (Backend backend = spark.backend();
        Progress progress = Progress.on(output);
        Interruption ctrlC = new Interruption(progress)) {
      result = Pruner.prune(options, ctrlC, ctrlC, backend);
      if (report != null) {
        progress.says("Making the page '" + report + "'.");
        RunPage.write(options, result, report, backend);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    output.result(Json.of(result), () -> PruneText.of(result, out, seconds));
    return result.search().isInterrupted() ? Failures.INTERRUPTED : Failures.DONE;
  }

  private PruneOptions options() {
    return PruneOptions.builder(model, data.options(), out)
        .holdout(holdout == null ? null : data.holdout(holdout))
        .error(error.word())
        .by(by.by())
        .how(by.options(shortcuts.shortcut(), shortcuts.audit()))
        .order(Order.of(order))
        .step(step == null ? null : Amount.parse("--step", step))
        .stops(stops.stops())
        .run(run)
        .memory(memory.bytes())
        .scope(scope.scope())
        .multiple(multiple)
        .budget(budget.budget())
        .repair(repair.repair())
        .build();
  }
}
