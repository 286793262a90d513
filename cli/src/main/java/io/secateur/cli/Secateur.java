package io.secateur.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all others. */
@Command(
    name = "secateur",
    description = "Removes whole neurons from trained ONNX networks.",
    versionProvider = Secateur.Version.class,
    subcommands = {
      InspectCommand.class,
      EvaluateCommand.class,
      RankCommand.class,
      PruneCommand.class,
      CompareCommand.class,
      SurfaceCommand.class,
      StudyCommand.class
    },
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A first try, from nothing:",
      "  secateur study example --out example",
      "  secateur inspect example/shape.onnx",
      "  secateur evaluate example/shape.onnx --data example/shape-test.npz",
      "  secateur prune example/shape.onnx --data example/shape.npz \\",
      "      --holdout example/shape-test.npz --keep-accuracy 0.5 -o small.onnx",
      "",
      "'secateur COMMAND --help' explains a command.",
      "Exit codes: 0 done, 1 our own fault, 2 wrong use, 3 unusable model, data or output,",
      "130 interrupted."
    })
final class Secateur implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces; so does the environment variable SECATEUR_DEBUG.")
  private boolean debug;

  /** Whether to show stack traces. */
  boolean debug() {
    return debug || System.getenv("SECATEUR_DEBUG") != null;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Failures.WRONG_USE;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Secateur.class.getPackage().getImplementationVersion();
      return new String[] {"secateur " + (version == null ? "development" : version)};
    }
  }
}
