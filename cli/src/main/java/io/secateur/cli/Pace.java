package io.secateur.cli;

import io.secateur.search.Removal;

/** How long it will take, as the time so far lets it be expected. */
final class Pace {
  private long start;
  private double from;
  private boolean isFirst = true;

  /** Removing begins at this time. */
  Pace(long startNanos) {
    start = startNanos;
  }

  /** The time left after a removal: {@code , about 46.0 s left}; empty where nothing is known. */
  String left(Removal removal, double progress) {
    long now = System.nanoTime();
    if (isFirst && removal.step() > 1) { // others took the run to here
      start = now;
      from = progress;
    }
    isFirst = false;
    double seconds = (now - start) / 1e9;
    return progress > from
        ? ", about " + Numbers.time(seconds * (1 - progress) / (progress - from)) + " left"
        : "";
  }
}
