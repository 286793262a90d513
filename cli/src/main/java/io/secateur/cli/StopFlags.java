package io.secateur.cli;

import io.secateur.search.Amount;
import io.secateur.search.Stops;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When to stop, at the first that is met. */
final class StopFlags {
  @Option(
      names = "--neurons",
      paramLabel = "AMOUNT",
      description = "Stop when so many neurons are gone: 120, or 40%%.")
  private @Nullable String neurons;

  @Option(
      names = "--keep-accuracy",
      paramLabel = "POINTS",
      description = "Stop before more than so many percentage points of accuracy are lost: 0.5.")
  private @Nullable Double keepAccuracy;

  @Option(
      names = "--max-error",
      paramLabel = "FACTOR",
      description = "Stop before the error exceeds so many times its start: 1.2.")
  private @Nullable Double maxError;

  @Option(
      names = "--params",
      paramLabel = "AMOUNT",
      description = "Stop when at most so many parameters remain: 100000, or 50%%.")
  private @Nullable String params;

  @Option(
      names = "--flops",
      paramLabel = "AMOUNT",
      description = "Stop when at most so many FLOPs for a sample remain: 1000000, or 50%%.")
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
