package io.secateur.bench;

import io.secateur.bench.ladder.Ladder;
import io.secateur.bench.ladder.Rung;
import io.secateur.data.DataOptions;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Per;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is left of accuracy, by each criterion and each repair. */
@Command(
    name = "ladder",
    customSynopsis = "bench/run ladder MODEL --data DATA --holdout DATA [OPTIONS]",
    description =
        "Prunes a network by each criterion with each repair, ranked again after every step, and"
            + " prints its accuracy on the holdout when no more than each share of its FLOPs is left,"
            + " as a Markdown table.",
    sortOptions = false)
final class LadderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Mixin private DataFlags data = new DataFlags();

  @Option(
      names = "--holdout",
      required = true,
      paramLabel = "DATA",
      description = "The samples that accuracy is measured on, prepared like DATA.")
  private String holdout = "";

  @Option(
      names = "--holdout-take",
      paramLabel = "N",
      description = "Measure accuracy on N of them only.")
  private long holdoutTake = Long.MAX_VALUE;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "CRITERION",
      description = "Criteria; default brute-force.")
  private List<String> by = List.of("brute-force");

  @Option(
      names = "--repair",
      split = ",",
      paramLabel = "KIND",
      description = "Repairs; default none,mean,least-squares.")
  private List<String> repairs = List.of("none", "mean", "least-squares");

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Rank neurons again, or single: once; default reranked.")
  private String order = "reranked";

  @Option(names = "--step", paramLabel = "AMOUNT", description = "Neurons a ranking; default 1.")
  private @Nullable String step;

  @Option(
      names = "--per",
      paramLabel = "WHAT",
      description = "What is to cost the least error: neuron, parameter or flop; default neuron.")
  private String per = "neuron";

  @Option(
      names = "--flops",
      split = ",",
      paramLabel = "PERCENT",
      description = "Shares of FLOPs that are left, falling; default 90,75,60,50,40.")
  private List<Double> shares = List.of(90.0, 75.0, 60.0, 50.0, 40.0);

  @Option(names = "--error", paramLabel = "ERROR", description = "Default auto.")
  private String error = "auto";

  @Override
  public Integer call() {
    DataOptions ranking = data.options();
    if (ranking == null) {
      throw new IllegalArgumentException("--data must name the samples that neurons are ranked on");
    }
    DataOptions others =
        new DataOptions(holdout, 0, holdoutTake, ranking.scale(), ranking.mean(), ranking.std());
    Ladder ladder =
        new Ladder(
            model,
            ranking,
            others,
            error,
            Order.of(order),
            step == null ? null : Amount.parse("--step", step),
            Per.of(per),
            shares.stream().mapToDouble(s -> s).toArray());
    PrintWriter out = spec.commandLine().getOut();
    List<String> heads = new ArrayList<>(List.of("criterion", "repair"));
    shares.forEach(s -> heads.add(String.format(Locale.ROOT, "%.0f %%", s)));
    heads.addAll(List.of("passes", "seconds"));
    out.println(row(heads));
    out.println("| --- | --- |" + " ---: |".repeat(shares.size() + 2));
    out.flush();
    for (String criterion : by) {
      for (String repair : repairs) {
        out.println(row(cells(ladder.climb(criterion, Repair.of(repair)))));
        out.flush();
      }
    }
    return Main.DONE;
  }

  private static List<String> cells(Rung rung) {
    List<String> cells = new ArrayList<>(List.of(rung.by(), rung.repair()));
    for (double accuracy : rung.accuracies()) {
      cells.add(Double.isNaN(accuracy) ? "-" : String.format(Locale.ROOT, "%.2f", 100 * accuracy));
    }
    cells.add(String.format(Locale.ROOT, "%,.0f", rung.passes()));
    cells.add(String.format(Locale.ROOT, "%,.0f", rung.seconds()));
    return cells;
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
