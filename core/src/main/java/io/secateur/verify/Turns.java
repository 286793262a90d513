package io.secateur.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times several things in turn, run by run, so that whatever else the machine does hits all of them
 * alike; and takes medians, which a few interrupted runs do not move.
 */
final class Turns {
  private static final int WARM_UP = 3;

  /** Enough runs for a median, where they are not too slow. */
  private static final int ENOUGH = 30;

  /** So few runs only where they are slow. */
  private static final int FEWEST = 5;

  /** Runs of microseconds are counted for this long each, as 30 of them say little. */
  private static final long SHORTEST_NANOS = 50_000_000;

  private static final long LONGEST_NANOS = 500_000_000;

  private Turns() {}

  /** The median milliseconds of each; {@code nanos} is a clock. */
  static double[] medianMillis(List<Runnable> runs, LongSupplier nanos) {
    for (int i = 0; i < WARM_UP; i++) {
      runs.forEach(Runnable::run);
    }
    List<long[]> rounds = new ArrayList<>();
    long spent = 0;
    while (!isEnough(rounds.size(), spent, runs.size())) {
      long[] round = new long[runs.size()];
      for (int r = 0; r < round.length; r++) {
        long start = nanos.getAsLong();
        runs.get(r).run();
        round[r] = nanos.getAsLong() - start;
        spent += round[r];
      }
      rounds.add(round);
    }
    double[] medians = new double[runs.size()];
    for (int r = 0; r < medians.length; r++) {
      int run = r;
      medians[r] = median(rounds.stream().mapToLong(round -> round[run]).sorted().toArray()) / 1e6;
    }
    return medians;
  }

  private static boolean isEnough(int rounds, long spent, int runs) {
    return (rounds >= FEWEST && spent >= LONGEST_NANOS * runs)
        || (rounds >= ENOUGH && spent >= SHORTEST_NANOS * runs);
  }

  private static double median(long[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
