package io.secateur.bench;

import io.secateur.bench.cost.Cost;
import io.secateur.bench.cost.RandomProblem;
import io.secateur.data.DataOptions;
import io.secateur.report.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A table of cost against width and against samples. */
@Command(
    name = "cost",
    customSynopsis = "bench/run cost [OPTIONS]",
    description = {
      "What one exact ranking of all neurons costs as the network 784-WIDTH-10 (sigmoids, squared"
          + " error, random weights and pixels) widens, and as samples grow.",
      "",
      "Each row is a JVM of its own, which opens the files as 'secateur rank' does: cold is its first"
          + " ranking, warm the median once times have settled, peak memory the process's VmHWM after"
          + " the first ranking, with the JVM, the samples and all garbage in it."
    },
    sortOptions = false)
final class CostCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--widths",
      paramLabel = "W",
      split = ",",
      defaultValue = "64,128,256,512,1024,2048,4096",
      description = "Neurons in a hidden layer; default ${DEFAULT-VALUE}.")
  private List<Integer> widths = new ArrayList<>();

  @Option(
      names = "--samples",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,3000,10000,30000,60000,120000",
      description = "Samples; default ${DEFAULT-VALUE}.")
  private List<Integer> samples = new ArrayList<>();

  @Option(
      names = "--width",
      paramLabel = "W",
      description = "The width at which samples grow; default 512.")
  private int width = 512;

  @Option(
      names = "--at",
      paramLabel = "N",
      description = "The samples at which the network widens; default 10000.")
  private int at = 10_000;

  @Option(
      names = "--layers",
      paramLabel = "L",
      description = "Hidden layers, all of the same width; default 1.")
  private int layers = 1;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Repeat a ranking for about S seconds, at least once; default 10.")
  private double seconds = 10;

  @Override
  public Integer call() {
    check();
    PrintWriter out = spec.commandLine().getOut();
    out.println("machine  " + Machine.words());
    try (Folder folder = Folder.of(null)) {
      Path data = folder.path().resolve("data.npz");
      RandomProblem.data(data, Math.max(at, Collections.max(samples)));
      List<Cost> wider = new ArrayList<>();
      for (int w : widths) {
        wider.add(row(folder, data, w, at));
      }
      out.println(table(wider, widths));
      List<Cost> more = new ArrayList<>();
      for (int n : samples) {
        more.add(row(folder, data, width, n));
      }
      out.println();
      out.println(table(more, Collections.nCopies(more.size(), width)));
    }
    return Main.DONE;
  }

  private void check() {
    positive("--widths", Collections.min(widths), Integer.MAX_VALUE);
    positive("--samples", Collections.min(samples), RandomProblem.MOST_SAMPLES);
    positive("--samples", Collections.max(samples), RandomProblem.MOST_SAMPLES);
    positive("--width", width, Integer.MAX_VALUE);
    positive("--at", at, RandomProblem.MOST_SAMPLES);
    positive("--layers", layers, Integer.MAX_VALUE);
  }

  private static void positive(String flag, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          flag + " must be from 1 to " + Words.count(most) + ", not " + value);
    }
  }

  private Cost row(Folder folder, Path data, int neurons, int count) {
    spec.commandLine()
        .getErr()
        .println("... ranking " + layers + " x " + neurons + " neurons on " + count + " samples");
    Path model = folder.path().resolve(neurons + ".onnx");
    RandomProblem.network(model, neurons, layers);
    DataOptions options =
        new DataOptions(data.toString(), 0, count, 1 / 255.0, List.of(), List.of());
    List<String> words = new ArrayList<>(List.of("cost-row", model.toString()));
    words.addAll(DataFlags.words(options));
    words.addAll(List.of("--seconds", Double.toString(seconds)));
    return Cost.parse(Child.output(words));
  }

  private String table(List<Cost> costs, List<Integer> wide) {
    Table table =
        new Table(
            "rrrrrrr",
            "width",
            "neurons",
            "samples",
            "ranking, cold",
            "ranking, warm",
            "a candidate",
            "peak memory");
    for (int i = 0; i < costs.size(); i++) {
      Cost cost = costs.get(i);
      table.row(
          Words.count(wide.get(i)),
          Words.count(cost.neurons()),
          Words.count(cost.samples()),
          Words.seconds(cost.cold()),
          Words.seconds(cost.warm()),
          Words.seconds(cost.each()),
          cost.peak() == 0 ? "" : Words.megabytes(cost.peak()));
    }
    return table.toString();
  }
}
