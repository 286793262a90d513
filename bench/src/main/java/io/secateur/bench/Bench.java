package io.secateur.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all others. */
@Command(
    name = "bench/run",
    description = "Measures what the project claims.",
    subcommands = {
      SideBySideCommand.class,
      StepsCommand.class,
      CostCommand.class,
      CostRowCommand.class,
      CoverageCommand.class,
      CoverageRowCommand.class,
      KernelsCommand.class,
      LadderCommand.class
    },
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "'bench/run COMMAND --help' explains a command.",
      "Exit codes: 0 done, 1 two ways differ or our own fault, 2 wrong use, 3 unusable model or data."
    })
final class Bench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Main.WRONG_USE;
  }
}
