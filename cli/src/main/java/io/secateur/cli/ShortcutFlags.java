package io.secateur.cli;

import io.secateur.criteria.Shortcut;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How brute force is made cheaper, and how often that is checked. */
final class ShortcutFlags {
  @Option(
      names = "--confidence",
      paramLabel = "P",
      description =
          "With brute-force: drop a neuron once a part of the samples, drawn by --seed, makes it"
              + " unlikely that it is the best: 0.99.")
  private @Nullable Double confidence;

  @Option(
      names = "--shortlist",
      paramLabel = "K",
      description =
          "With brute-force: measure only the K neurons that are the best by first-order; the"
              + " others cannot go before the next ranking.")
  private @Nullable Long shortlist;

  @Option(
      names = "--lazy",
      description =
          "With brute-force: believe what was measured before, and measure only the neuron that"
              + " would go, until it is one that was just measured.")
  private boolean lazy;

  @Option(
      names = "--audit",
      paramLabel = "N",
      description =
          "With one of these three: measure all neurons at every Nth ranking, the first included,"
              + " to say how often the best one went and what it cost where not. Default: 10.")
  private @Nullable Long audit;

  /** The shortcut; an IllegalArgumentException says what is wrong with the flags. */
  Shortcut shortcut() {
    return Shortcut.of(confidence, shortlist, lazy);
  }

  /** Every so many rankings; null if it was not given. */
  @Nullable Long audit() {
    return audit;
  }
}
