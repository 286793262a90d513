package io.secateur.cli;

import io.secateur.search.Removal;
import io.secateur.search.Swap;

/** A plain line every few seconds, for logs. */
final class ProgressLines implements Progress {
  private static final double SECONDS_A_LINE = 5;

  private final OutputFlags output;
  private int neurons;
  private Pace pace = new Pace(System.nanoTime());
  private long lastLine;

  ProgressLines(OutputFlags output) {
    this.output = output;
  }

  @Override
  public void says(String sentence) {
    output.say(sentence);
  }

  @Override
  public void starts(int total) {
    neurons = total;
    lastLine = System.nanoTime();
    pace = new Pace(lastLine);
  }

  @Override
  public void removed(Removal removal, double progress) {
    String left = pace.left(removal, progress);
    long now = System.nanoTime();
    if (!removal.isMeasured() || (now - lastLine) / 1e9 < SECONDS_A_LINE) {
      return;
    }
    lastLine = now;
    output.say(
        "Removed "
            + removal.step()
            + " of "
            + neurons
            + " neurons, error "
            + Numbers.real(removal.error())
            + left
            + ".");
  }

  @Override
  public void swapped(Swap swap) {
    long now = System.nanoTime();
    if ((now - lastLine) / 1e9 >= SECONDS_A_LINE) {
      lastLine = now;
      output.say("Swapped " + swap.step() + ", error " + Numbers.real(swap.error()) + ".");
    }
  }

  @Override
  public void close() {}
}
