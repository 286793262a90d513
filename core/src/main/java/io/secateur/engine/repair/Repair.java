package io.secateur.engine.repair;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What makes up for a neuron where it was read. */
public enum Repair {
  /** Nothing: its readers see zero. */
  NONE("none"),
  /** Its mean goes into its readers' biases. */
  MEAN("mean"),
  /**
   * Its readers' weights are fitted anew, so that the others say as much of it as they can; ridge
   * regression on the ranking data.
   */
  LEAST_SQUARES("least-squares");

  private final String word;

  Repair(String word) {
    this.word = word;
  }

  /** As {@code --repair} spells it. */
  public String word() {
    return word;
  }

  /**
   * The repair of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Repair of(String word) {
    return Arrays.stream(values())
        .filter(r -> r.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--repair must be one of "
                        + Arrays.stream(values())
                            .map(Repair::word)
                            .collect(Collectors.joining(", "))
                        + ", not '"
                        + word
                        + "'"));
  }
}
