package io.secateur.cli;

import io.secateur.Workspace;
import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Sampled;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Subject;
import io.secateur.data.DataOptions;
import io.secateur.engine.Estimate;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.repair.Repair;
import io.secateur.report.Json;
import io.secateur.report.Table;
import io.secateur.search.Scope;
import io.secateur.search.Scoped;
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

  @Mixin private ScopeFlags scope = new ScopeFlags();

  @Mixin private ErrorFlag error = new ErrorFlag();
  @Mixin private RepairFlag repair = new RepairFlag();
  @Mixin private MemoryFlag memory = new MemoryFlag();
  @Mixin private OutputFlags output = new OutputFlags();

  /**
   * A neuron with its score.
   *
   * @param error the score's standard error; null where nothing is left to chance
   */
  private record Scored(Neuron neuron, double score, @Nullable Double error) {}

  @Override
  public Integer call() {
    DataOptions options = Usage.checked(data::options);
    Criterion criterion = Usage.checked(this::criterion);
    Usage.checked(error::word);
    Scope only = Usage.checked(scope::scope);
    Repair kind = Usage.checked(repair::repair);
    Measuring how = Usage.checked(memory::measuring).with(kind);
    try (Workspace work = Workspace.open(model, options, kind);
        Objective objective =
            new Objective(work.network(), work.data(), error.choose(work, output), how)) {
      int[] candidates = candidates(work.network().anatomy(), only);
      List<Scored> ranking = rank(objective, criterion, candidates);
      output.result(json(ranking), () -> text(ranking));
    }
    return Failures.DONE;
  }

  private Criterion criterion() {
    return Criteria.of(by.by(), by.options(Shortcut.of(null, shortlist, false), null));
  }

  private int[] candidates(Anatomy anatomy, Scope only) {
    Scoped scoped = only.of(anatomy);
    if (!only.isAll()) {
      output.say(scoped.sentence());
    }
    return anatomy.neurons().stream()
        .filter(n -> scoped.contains(n.layer()))
        .mapToInt(Neuron::id)
        .toArray();
  }

  /** Neurons stand in the graph's order at first, and the sort keeps it among equal scores. */
  private List<Scored> rank(Objective objective, Criterion criterion, int... candidates) {
    Gates open = objective.network().anatomy().open();
    double error = objective.evaluate(open).error();
    int all = candidates.length;
    int shown = (int) Math.min(shortlist == null ? all : shortlist, all);
    Subject subject = new Subject(objective, open, error, candidates, shown);
    Estimate drawn = criterion instanceof Sampled sampled ? sampled.estimate(subject) : null;
    double[] scores = drawn == null ? criterion.scores(subject) : drawn.mean();
    List<Scored> ranking = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      Neuron neuron = objective.network().anatomy().neurons().get(candidates[i]);
      ranking.add(new Scored(neuron, scores[i], drawn == null ? null : drawn.error()[i]));
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
      if (scored.error() != null) {
        json.put("standard_error", Json.number(scored.error()));
      }
      neurons.add(json);
    }
    return Map.of("neurons", neurons);
  }

  private static String text(List<Scored> ranking) {
    boolean isDrawn = !ranking.isEmpty() && ranking.get(0).error() != null;
    Table table =
        isDrawn
            ? new Table("rlrrr", "rank", "layer", "neuron", "score", "standard error")
            : new Table("rlrr", "rank", "layer", "neuron", "score");
    for (int i = 0; i < ranking.size(); i++) {
      Scored scored = ranking.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(Integer.toString(i + 1));
      cells.add(scored.neuron().layer().name());
      cells.add(Integer.toString(scored.neuron().index()));
      cells.add(Numbers.real(scored.score()));
      if (scored.error() != null) {
        cells.add(Numbers.real(scored.error()));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }
}
