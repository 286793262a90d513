package io.secateur.bench;

import io.secateur.Workspace;
import io.secateur.bench.cases.Case;
import io.secateur.bench.cases.Cases;
import io.secateur.bench.cases.Problem;
import io.secateur.bench.race.Steps;
import io.secateur.data.DataOptions;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.report.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What each step of the fast oracle is worth. */
@Command(
    name = "steps",
    customSynopsis = {"bench/run steps CASE", "bench/run steps MODEL --data DATA"},
    description =
        "One exact ranking, the naive way and with one step after another that makes it cheap.",
    sortOptions = false)
final class StepsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CASE", description = "A case, or with --data an ONNX file.")
  private String subject = "";

  @Mixin private DataFlags data = new DataFlags();
  @Mixin private SourceFlags sources = new SourceFlags();

  @Option(
      names = "--error",
      paramLabel = "ERROR",
      description = "For a MODEL: auto, squared, cross-entropy or kl; default auto.")
  private String error = "auto";

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "About how long each step may be repeated until its times settle; default 10.")
  private double seconds = 10;

  @Override
  public Integer call() {
    DataOptions own = data.options();
    if (own != null) {
      measure(new Problem(Path.of(subject), own, error));
      return Main.DONE;
    }
    Case chosen = Cases.of(subject);
    try (Folder folder = Folder.of(null)) {
      say(chosen.name() + ": " + chosen.title());
      measure(chosen.make(sources.sources(), folder.path(), this::say));
    }
    return Main.DONE;
  }

  private void measure(Problem problem) {
    try (Workspace work = Workspace.open(problem.model(), problem.data())) {
      ErrorChoice choice =
          ErrorChoice.of(problem.error(), work.network().outputKind(), work.data().targets());
      List<Steps.Step> steps = new Steps(work, choice.measure(), seconds).measure();
      Table table = new Table("lrrr", "step", "one ranking", "gains", "in all");
      double before = steps.get(0).seconds();
      for (Steps.Step step : steps) {
        table.row(
            step.words(),
            Words.seconds(step.seconds()),
            Words.times(before / step.seconds()),
            Words.times(steps.get(0).seconds() / step.seconds()));
        before = step.seconds();
      }
      say("machine  " + Machine.words() + "; load " + Machine.load());
      say(table.toString());
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
