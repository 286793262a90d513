package io.secateur.engine.errors;

import io.secateur.data.Labels;
import io.secateur.data.Targets;
import io.secateur.data.Values;
import java.util.List;

/**
 * The error that was chosen, and why.
 *
 * @param measure the error
 * @param reason a phrase for people
 */
public record ErrorChoice(ErrorMeasure measure, String reason) {
  private static final List<String> WORDS =
      List.of("auto", "squared", "brier", "cross-entropy", "kl", "mistakes");

  /**
   * The error of a word: {@code squared}, {@code brier}, {@code cross-entropy}, {@code kl}, {@code
   * mistakes}, or {@code auto}, which takes kl where there are no targets, cross-entropy where
   * labels meet a network that ends in logits or a softmax, and squared otherwise.
   *
   * @throws IllegalArgumentException if there is no such word
   */
  public static ErrorChoice of(String word, OutputKind kind, Targets targets) {
    return switch (word) {
      case "squared" -> new ErrorChoice(new SquaredError(), "as asked for");
      case "brier" -> new ErrorChoice(new BrierScore(), "as asked for");
      case "cross-entropy" -> new ErrorChoice(new CrossEntropy(), "as asked for");
      case "kl" -> new ErrorChoice(new KullbackLeibler(), "as asked for");
      case "mistakes" -> new ErrorChoice(new Mistakes(), "as asked for");
      case "auto" -> automatic(kind, targets);
      default ->
          throw new IllegalArgumentException(
              "--error must be one of " + String.join(", ", WORDS) + ", not '" + word + "'");
    };
  }

  private static ErrorChoice automatic(OutputKind kind, Targets targets) {
    if (targets instanceof Values) {
      return new ErrorChoice(new SquaredError(), "the targets are numbers");
    }
    if (!(targets instanceof Labels)) {
      return new ErrorChoice(
          new KullbackLeibler(), "the data has no targets, so the original network is the measure");
    }
    boolean classes =
        kind == OutputKind.LINEAR || kind == OutputKind.SOFTMAX || kind == OutputKind.LOG_SOFTMAX;
    return new ErrorChoice(
        classes ? new CrossEntropy() : new SquaredError(),
        "the data has labels and the network ends in " + kind.words());
  }
}
