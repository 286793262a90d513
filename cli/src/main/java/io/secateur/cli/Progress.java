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

  @Override
  void close();
}
