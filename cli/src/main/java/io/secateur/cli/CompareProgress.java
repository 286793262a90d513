package io.secateur.cli;

import io.secateur.anatomy.Anatomy;
import io.secateur.compare.ComparisonListener;
import io.secateur.compare.Method;
import io.secateur.search.Removal;
import java.util.function.BooleanSupplier;

/** Shows how a comparison goes, and hears Ctrl-C. */
final class CompareProgress implements ComparisonListener, BooleanSupplier, AutoCloseable {
  private static final double SECONDS_A_LINE = 5;

  private final Progress progress;
  private final Interruption ctrlC;
  private final int neurons;
  private long lastLine;

  CompareProgress(Progress progress, Anatomy anatomy) {
    this.progress = progress;
    this.ctrlC = new Interruption(progress);
    this.neurons = anatomy.neurons().size();
    ctrlC.starts(neurons); // listens from now on; what it hears of later goes to the progress
  }

  @Override
  public void begins(Method method, int number, int methods) {
    progress.says(number + " of " + methods + ": " + method.name() + ".");
    progress.starts(neurons);
  }

  @Override
  public void found(Method method, int number, int methods) {
    progress.says(number + " of " + methods + ": " + method.name() + " was found whole.");
  }

  /** Says so now and then. */
  @Override
  public void ranks(Method along, int removed) {
    long now = System.nanoTime();
    if (lastLine != 0 && (now - lastLine) / 1e9 < SECONDS_A_LINE) {
      return;
    }
    lastLine = now;
    progress.says(
        "Holding rankings against brute force, on the way of "
            + along.name()
            + " after "
            + removed
            + " removals.");
  }

  @Override
  public void removed(Removal removal, double share) {
    ctrlC.removed(removal, share);
  }

  /** Whether Ctrl-C was pressed. */
  @Override
  public boolean getAsBoolean() {
    return ctrlC.getAsBoolean();
  }

  @Override
  public void close() {
    ctrlC.close();
  }
}
