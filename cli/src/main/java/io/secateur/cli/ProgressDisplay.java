package io.secateur.cli;

import io.secateur.search.Removal;
import io.secateur.search.Swap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal, which is gone when the work is done. */
final class ProgressDisplay implements Progress {
  private static final int MILLIS_A_FRAME = 200;

  private final OutputFlags output;
  private int neurons;
  private Pace pace = new Pace(System.nanoTime());
  private @Nullable ProgressBar bar;

  ProgressDisplay(OutputFlags output) {
    this.output = output;
  }

  @Override
  public synchronized void says(String sentence) {
    close();
    output.say(sentence);
  }

  @Override
  public synchronized void starts(int total) {
    neurons = total;
    pace = new Pace(System.nanoTime());
    bar =
        ProgressBar.builder()
            .setTaskName("Removing")
            .setInitialMax(-1) // unknown until the first removal
            .setUnit(" neurons", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(MILLIS_A_FRAME)
            .hideEta() // it shows the time left as a mere number beside the time gone
            .clearDisplayOnFinish()
            .build();
  }

  /** The bar's end is where the removals so far let the last one be expected. */
  @Override
  public synchronized void removed(Removal removal, double progress) {
    String left = pace.left(removal, progress);
    if (bar != null && removal.isMeasured()) {
      bar.maxHint(
          progress > 0 ? Math.min(neurons, Math.round(removal.step() / progress)) : neurons);
      bar.stepTo(removal.step());
      bar.setExtraMessage(" error " + Numbers.real(removal.error()) + left);
    }
  }

  @Override
  public synchronized void swapped(Swap swap) {
    if (bar != null) {
      bar.setExtraMessage(" swapped " + swap.step() + ", error " + Numbers.real(swap.error()));
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
