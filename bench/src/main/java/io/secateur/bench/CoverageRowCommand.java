package io.secateur.bench;

import io.secateur.bench.coverage.Coverage;
import io.secateur.model.UnusableException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One row of {@code coverage}, in a process that does nothing else. */
@Command(name = "coverage-row", hidden = true)
final class CoverageRowCommand implements Callable<Integer> {
  static final String HEADER =
      "| model | MB | layers | neurons | prunable | effect | difference | analysis | memory | what stays"
          + " |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |";

  /** What a row says where the networks are not the same. */
  static final String DIFFERENT = "**DIFFERENT**";

  /** Relative, in single precision. */
  private static final double TOLERANCE = 1e-4;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(names = "--seeds")
  private int seeds = 3;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(row());
    return Main.DONE;
  }

  private String row() {
    try (Folder folder = Folder.of(null)) {
      Path pruned = folder.path().resolve("pruned.onnx");
      return row(Coverage.of(file, seeds, pruned, Machine::peak));
    } catch (UnusableException e) {
      return refused(file, String.valueOf(e.getMessage()));
    }
  }

  private String row(Coverage found) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %s | %.1f %% | %.0e | %s | %s | %s | %s |",
        name(file),
        Words.count(Math.round(found.size() / 1e6)),
        found.layers(),
        Words.count(found.neurons()),
        Math.floor(1000 * found.share()) / 10,
        found.effect(),
        verdict(found),
        Words.seconds(found.seconds()),
        Words.megabytes(found.peak()),
        found.reasons());
  }

  private static String verdict(Coverage found) {
    String difference = String.format(Locale.ROOT, "%.0e", found.difference());
    if (!(found.difference() <= TOLERANCE)) {
      return difference + " " + DIFFERENT;
    }
    return found.effect() > 10 * TOLERANCE ? difference : "says nothing, without an effect";
  }

  /** A reason's first half says what is wrong; what could be done instead is too long for a row. */
  static String refused(Path file, String why) {
    String reason = why.replaceAll(";.*", "").replace("|", "\\|");
    return "| " + name(file) + " | | | | | | | | | refused: " + reason + " |";
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceAll("\\.onnx$", "");
  }
}
