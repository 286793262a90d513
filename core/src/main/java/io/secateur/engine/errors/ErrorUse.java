package io.secateur.engine.errors;

import io.secateur.model.UnusableException;

/** What an error asks of a network, of its data, and of those who want its derivatives. */
public final class ErrorUse {
  private ErrorUse() {}

  /** Throws UnusableException where a network, targets and an error do not fit each other. */
  public static void require(OutputKind kind, TargetTable targets, ErrorMeasure measure) {
    if (targets.isEmpty() && !(measure instanceof KullbackLeibler)) {
      throw new UnusableException(
          "the data has no targets 'y', which the error '"
              + measure.word()
              + "' needs; give labels, or use the error 'kl'");
    }
    if (measure instanceof Mistakes && !targets.tellsClasses()) {
      throw new UnusableException(
          "the data tells no classes, so the error 'mistakes' has nothing to count; give labels, or"
              + " use the error 'squared'");
    }
    boolean anyOutput = measure instanceof SquaredError || measure instanceof Mistakes;
    if (!anyOutput && kind == OutputKind.OTHER) {
      throw new UnusableException(
          "the network ends in "
              + kind.words()
              + ", so the error '"
              + measure.word()
              + "' has no probabilities to work with; use the error 'squared'");
    }
  }

  /** Throws UnusableException where an error has no derivatives. */
  public static void requireSlope(ErrorMeasure measure) {
    if (!measure.hasSlope()) {
      throw new UnusableException(
          "the error '"
              + measure.word()
              + "' has no derivatives, which this criterion goes by; rank by brute-force, or use"
              + " another error");
    }
  }
}
