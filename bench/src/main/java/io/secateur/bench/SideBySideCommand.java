package io.secateur.bench;

import io.secateur.Workspace;
import io.secateur.bench.cases.Case;
import io.secateur.bench.cases.Cases;
import io.secateur.bench.cases.Problem;
import io.secateur.bench.race.FirstRemoval;
import io.secateur.bench.race.Plan;
import io.secateur.bench.race.Result;
import io.secateur.bench.race.SideBySide;
import io.secateur.data.DataOptions;
import io.secateur.engine.errors.ErrorChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The naive oracle and the fast one on the same network and data. */
@Command(
    name = "side-by-side",
    customSynopsis = {
      "bench/run side-by-side [CASE...] [OPTIONS]",
      "bench/run side-by-side MODEL --data DATA [OPTIONS]"
    },
    description = {
      "Run the naive oracle and the fast one on the same network and data in one process, check that"
          + " they remove the same neurons, and print what both took.",
      "",
      "CASE: one-layer, two-layers, many-samples, wide, wide-relu, resnet20; without any, all of"
          + " them. Each runs in a JVM of its own, so that its first run is cold."
    },
    sortOptions = false)
final class SideBySideCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CASE", description = "Cases; or, with --data, one ONNX file.")
  private List<String> subjects = new ArrayList<>();

  @Mixin private DataFlags data = new DataFlags();
  @Mixin private SourceFlags sources = new SourceFlags();
  @Mixin private ShortcutFlags shortcuts = new ShortcutFlags();

  @Option(
      names = "--error",
      paramLabel = "ERROR",
      description = "For a MODEL: auto, squared, cross-entropy or kl; default auto.")
  private String error = "auto";

  @Option(
      names = "--removals",
      paramLabel = "N",
      description =
          "Remove N neurons, ranking again after each; 0 is one full ranking, every neuron's score,"
              + " without a removal. Default: all, or as the case says.")
  private @Nullable Integer removals;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "Measure each way for about S seconds, and extrapolate the rest; default 60. The fast"
              + " way's first run is never cut short.")
  private double seconds = 60;

  @Option(
      names = "--whole",
      description = "Run the naive way to its end, however long it takes; one-layer always is.")
  private boolean whole;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the networks and data that are made, CASE.onnx and CASE.npz (x float32, y int64),"
              + " for other tools to be timed on.")
  private @Nullable Path keep;

  @Override
  public Integer call() {
    plan(removals == null ? 1 : removals); // refused before anything is made
    DataOptions own = data.options();
    if (own == null) {
      return cases();
    }
    if (subjects.size() != 1) {
      throw new IllegalArgumentException(
          "with --data one MODEL is expected, not " + subjects.size() + " arguments");
    }
    return measure(new Problem(Path.of(subjects.get(0)), own, error));
  }

  private int cases() {
    List<Case> chosen =
        subjects.isEmpty() ? Cases.all() : subjects.stream().map(Cases::of).toList();
    int worst = Main.DONE;
    for (Case c : chosen) {
      plan(removals(c));
      try (Folder folder = Folder.of(keep)) {
        say(c.name() + ": " + c.title());
        Problem problem = c.make(sources.sources(), folder.path(), this::say);
        int code = Child.run(arguments(c, problem));
        spec.commandLine().getOut().println();
        worst = Math.max(worst, code);
      }
    }
    return worst;
  }

  private List<String> arguments(Case c, Problem problem) {
    List<String> words = new ArrayList<>(List.of("side-by-side", problem.model().toString()));
    words.addAll(DataFlags.words(problem.data()));
    words.addAll(List.of("--error", problem.error()));
    words.addAll(List.of("--removals", Integer.toString(removals(c))));
    words.addAll(List.of("--seconds", Double.toString(seconds)));
    if (whole || c.whole()) {
      words.add("--whole");
    }
    words.addAll(shortcuts.words());
    return words;
  }

  private int removals(Case c) {
    return removals == null ? c.removals() : removals;
  }

  private Plan plan(int count) {
    return new Plan(count, seconds, whole, shortcuts.shortcut());
  }

  /** In this process, in which nothing has run before. */
  private int measure(Problem problem) {
    Plan plan = plan(removals == null ? Integer.MAX_VALUE : removals);
    String load = Machine.load();
    try (Workspace work = Workspace.open(problem.model(), problem.data())) {
      ErrorChoice choice =
          ErrorChoice.of(problem.error(), work.network().outputKind(), work.data().targets());
      Result result =
          SideBySide.run(work, choice.measure(), plan, step -> progress("measuring " + step));
      say(ResultText.of(result, load));
      FirstRemoval first = result.first();
      boolean same = result.comparison().isSame() && (first == null || first.cheapest());
      return same ? Main.DONE : Main.DIFFERENT;
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private void progress(String line) {
    spec.commandLine().getErr().println("... " + line);
  }
}
