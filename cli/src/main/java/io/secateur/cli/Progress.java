package io.secateur.cli;

import io.secateur.PruneListener;

/** Shows on standard error how a pruning goes. */
interface Progress extends PruneListener, AutoCloseable {
  /** A bar where somebody watches a terminal, lines otherwise. */
  static Progress on(OutputFlags output) {
    return !output.isJson() && Terminal.isStandardError()
        ? new ProgressDisplay(output)
        : new ProgressLines(output);
  }

  /** The time left as the time so far lets it be expected: {@code , about 46.0 s left}. */
  static String left(long startNanos, double progress) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return progress > 0
        ? ", about " + Numbers.time(seconds * (1 - progress) / progress) + " left"
        : "";
  }

  @Override
  void close();
}
