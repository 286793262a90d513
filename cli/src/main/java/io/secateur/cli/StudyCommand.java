package io.secateur.cli;

import io.secateur.study.Studies;
import io.secateur.study.data.Sources;
import io.secateur.study.experiments.Experiment;
import io.secateur.study.experiments.Lab;
import io.secateur.study.experiments.Scale;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The paper's experiments. */
@Command(
    name = "study",
    description = {
      "Make experiments of the paper again, from nothing; without a name, list them.",
      "What is done is not done again: the same command goes on after an interruption."
    },
    sortOptions = false,
    subcommands = StudyCommand.Example.class)
final class StudyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "0..*",
      description = "Names of experiments, or 'all'.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      defaultValue = "study-out",
      description =
          "Where networks, curves and pages go, a folder for each experiment. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path folder = Path.of("study-out");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Networks that are trained for an experiment. Default: ${DEFAULT-VALUE}.")
  private int seeds = 5;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Has mnist/ and cifar10/, as published. Default: SECATEUR_DATA; without it MNIST is"
              + " downloaded once, and checked.")
  private @Nullable Path data;

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "Has published networks. Default: SECATEUR_MODELS.")
  private @Nullable Path models;

  @Option(
      names = "--small",
      description = "Each experiment in seconds, to see that it works; the results mean nothing.")
  private boolean small;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (names.isEmpty()) {
      int width = Studies.list().stream().mapToInt(e -> e.name().length()).max().orElse(0);
      for (Experiment experiment : Studies.list()) {
        out.println(
            experiment.name()
                + " ".repeat(width + 2 - experiment.name().length())
                + experiment.title());
      }
      return Failures.DONE;
    }
    Sources sources =
        new Sources(
            data == null ? variable("SECATEUR_DATA") : data,
            models == null ? variable("SECATEUR_MODELS") : models,
            folder.resolve("mnist"));
    Scale scale = small ? Scale.SMALL : Scale.FULL;
    PrintWriter err = spec.commandLine().getErr();
    Lab lab = Usage.checked(() -> new Lab(folder, sources, seeds, scale, err::println));
    List<Experiment> chosen = Usage.checked(() -> Studies.chosen(names));
    Studies.run(chosen, lab);
    return Failures.DONE;
  }

  private static @Nullable Path variable(String name) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? null : Path.of(value);
  }

  /** A small network to try things on. */
  @Command(
      name = "example",
      description =
          "Train a small network that tells points inside a diamond from points outside; write it"
              + " as shape.onnx, with shape.npz to rank its neurons on and shape-test.npz, which"
              + " training never saw.",
      sortOptions = false)
  static final class Example implements Callable<Integer> {
    @Option(
        names = {"-o", "--out"},
        paramLabel = "FOLDER",
        required = true,
        description = "Where to; made if it is not there.")
    private Path folder = Path.of("");

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "The same seed gives the same files. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Studies.example(folder, seed, spec.commandLine().getErr()::println);
      return Failures.DONE;
    }
  }
}
