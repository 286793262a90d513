package io.secateur.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A table of what can be pruned of many networks. */
@Command(
    name = "coverage",
    customSynopsis = "bench/run coverage [--seeds N] FILE...",
    description = {
      "What can be pruned of ONNX files, as a Markdown table: for each file and seed a random third of"
          + " every layer's neurons is gated in the original and removed from it, and both run in"
          + " ONNX Runtime on 2 made-up samples.",
      "",
      "effect: how far removing them moves the outputs; difference: how far the two networks are apart;"
          + " both relative to the largest output, the worst of all seeds. prunable: the part of all"
          + " channels and units that nodes make, but for the outputs; what stays counts these too.",
      "",
      "Each row is a JVM of its own. A file that cannot be used is a row that says why."
    },
    sortOptions = false)
final class CoverageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "ONNX files.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--seeds", paramLabel = "N", description = "Choices of neurons; default 3.")
  private int seeds = 3;

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds must be at least 1, not " + seeds);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(CoverageRowCommand.HEADER);
    boolean differs = false;
    for (Path file : files) {
      String row = row(file);
      out.println(row);
      out.flush();
      differs |= row.contains(CoverageRowCommand.DIFFERENT);
    }
    return differs ? Main.DIFFERENT : Main.DONE;
  }

  private String row(Path file) {
    try {
      return Child.output(
          List.of("coverage-row", file.toString(), "--seeds", Integer.toString(seeds)));
    } catch (IllegalStateException e) { // memory, or a fault of our own; its words are above
      return CoverageRowCommand.refused(file, String.valueOf(e.getMessage()));
    }
  }
}
