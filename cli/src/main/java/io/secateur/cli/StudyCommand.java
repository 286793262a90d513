package io.secateur.cli;

import io.secateur.study.Studies;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The paper's experiments. */
@Command(
    name = "study",
    description = "Make experiments of the paper again, from nothing.",
    sortOptions = false,
    synopsisSubcommandLabel = "STUDY",
    subcommands = StudyCommand.Example.class)
final class StudyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Failures.WRONG_USE;
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
