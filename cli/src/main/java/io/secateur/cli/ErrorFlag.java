package io.secateur.cli;

import io.secateur.Workspace;
import io.secateur.data.NoTargets;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.OutputKind;
import picocli.CommandLine.Option;

/** What the error is. */
final class ErrorFlag {
  @Option(
      names = "--error",
      paramLabel = "ERROR",
      defaultValue = "auto",
      description =
          "auto, squared, brier (squared, of probabilities), cross-entropy, mistakes (wrong samples,"
              + " for what measures and does not derive) or kl (against the network as it came, so"
              + " without targets); auto says what it picked and why. Default: ${DEFAULT-VALUE}.")
  private String error = "auto";

  /** The word; an IllegalArgumentException says that there is no such error. */
  String word() {
    // Tried on nothing in particular: a wrong word should not wait until model and data are read.
    ErrorChoice.of(error, OutputKind.OTHER, NoTargets.NONE);
    return error;
  }

  /** The error for a network and its data; says which it is, and why. */
  ErrorMeasure choose(Workspace work, OutputFlags output) {
    ErrorChoice choice = ErrorChoice.of(error, work.network().outputKind(), work.data().targets());
    ErrorMeasure measure = choice.measure();
    output.say(
        "The error is "
            + measure.word()
            + " ("
            + measure.formula()
            + "): "
            + choice.reason()
            + ".");
    return measure;
  }
}
