package io.secateur.cli;

import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Subject;
import io.secateur.data.DataOptions;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.report.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which neurons matter least. */
@Command(
    name = "rank",
    customSynopsis = "secateur rank MODEL --data DATA [OPTIONS]",
    description = "Score every neuron by what the error would grow by without it, lowest first.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  secateur rank net.onnx --data test.npz",
      "  secateur rank net.onnx --data test.npz --take 1000 --by first-order --json"
    })
final class RankCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "An ONNX file.")
  private Path model = Path.of("");

  @Mixin private DataFlags data = new DataFlags();

  @Mixin private CriterionFlags by = new CriterionFlags();

  @Option(
      names = "--shortlist",
      paramLabel = "K",
      description =
          "With brute-force: measure and show only the K neurons that are the best by first-order.")
  private @Nullable Long shortlist;

  @Mixin private ErrorFlag error = new ErrorFlag();
  @Mixin private MemoryFlag memory = new MemoryFlag();
  @Mixin private OutputFlags output = new OutputFlags();

  private record Scored(Neuron neuron, double score) {}

  @Override
  public Integer call() {
    DataOptions options = Usage.checked(data::options);
    Criterion criterion = Usage.checked(this::criterion);
    Usage.checked(error::word);
    Measuring how = Usage.checked(memory::measuring);
    try (Workspace work = Workspace.open(model, options);
        Objective objective =
            new Objective(work.network(), work.data(), error.choose(work, output), how)) {
      List<Scored> ranking = rank(objective, criterion);
      output.result(json(ranking), () -> text(ranking));
    }
    return Failures.DONE;
  }

  private Criterion criterion() {
    return Criteria.of(by.by(), by.options(Shortcut.of(null, shortlist, false), null));
  }

  /** Neurons stand in the graph's order at first, and the sort keeps it among equal scores. */
  private List<Scored> rank(Objective objective, Criterion criterion) {
    Gates open = objective.network().anatomy().open();
    double error = objective.evaluate(open).error();
    int shown = (int) Math.min(shortlist == null ? open.size() : shortlist, open.size());
    double[] scores = criterion.scores(new Subject(objective, open, error, open.alive(), shown));
    List<Scored> ranking = new ArrayList<>();
    for (Neuron neuron : objective.network().anatomy().neurons()) {
      ranking.add(new Scored(neuron, scores[neuron.id()]));
    }
    ranking.sort(Comparator.comparingDouble(Scored::score));
    return ranking.subList(0, shown);
  }

  private static Map<String, Object> json(List<Scored> ranking) {
    List<Map<String, Object>> neurons = new ArrayList<>();
    for (Scored scored : ranking) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("layer", scored.neuron().layer().name());
      json.put("neuron", scored.neuron().index());
      json.put("score", Json.number(scored.score()));
      neurons.add(json);
    }
    return Map.of("neurons", neurons);
  }

  private static String text(List<Scored> ranking) {
    Table table = new Table("rlrr", "rank", "layer", "neuron", "score");
    for (int i = 0; i < ranking.size(); i++) {
      Neuron neuron = ranking.get(i).neuron();
      table.row(
          Integer.toString(i + 1),
          neuron.layer().name(),
          Integer.toString(neuron.index()),
          Numbers.real(ranking.get(i).score()));
    }
    return table.toString();
  }
}
