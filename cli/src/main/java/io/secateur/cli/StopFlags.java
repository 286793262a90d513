package io.secateur.cli;

import io.secateur.search.Amount;
import io.secateur.search.Stops;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When to stop. */
final class StopFlags {
  @Option(
      names = "--neurons",
      paramLabel = "AMOUNT",
      description = "Remove so many neurons: 120, or 40%%.")
  private @Nullable String neurons;

  @Option(
      names = "--keep-accuracy",
      paramLabel = "POINTS",
      description = "Lose at most so many percentage points of accuracy.")
  private @Nullable Double keepAccuracy;

  @Option(
      names = "--max-error",
      paramLabel = "FACTOR",
      description = "Let the error grow to at most so many times its start: 1.2.")
  private @Nullable Double maxError;

  @Option(
      names = "--params",
      paramLabel = "AMOUNT",
      description = "Go on until at most so many parameters remain: 100000, or 50%%.")
  private @Nullable String params;

  @Option(
      names = "--flops",
      paramLabel = "AMOUNT",
      description = "Go on until at most so many FLOPs for a sample remain.")
  private @Nullable String flops;

  /** The stops; an IllegalArgumentException says what is wrong with the flags. */
  Stops stops() {
    return new Stops(
        amount("--neurons", neurons),
        keepAccuracy,
        maxError,
        amount("--params", params),
        amount("--flops", flops));
  }

  private static @Nullable Amount amount(String flag, @Nullable String text) {
    return text == null ? null : Amount.parse(flag, text);
  }
}
