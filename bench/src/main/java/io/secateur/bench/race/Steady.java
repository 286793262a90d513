package io.secateur.bench.race;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Something repeated until its times settle.
 *
 * @param median of the last runs, in seconds
 * @param runs how many those are
 * @param spread how much longer the longest of them took than the shortest: 0.1 is 10 %
 */
public record Steady(double median, int runs, double spread) {
  private static final int WINDOW = 5;
  private static final int MOST = 80;

  /** The JIT compiles in waves, of which the last was seen after some thirty runs. */
  private static final int LEAST = 40;

  /** Times on a busy machine hardly come closer. */
  private static final double SETTLED = 0.1;

  /**
   * Runs until it ran {@value #LEAST} times and the last five are within 10 %, or another run would
   * exceed the seconds.
   *
   * @param run gives how long it took
   */
  public static Steady of(DoubleSupplier run, double seconds) {
    List<Double> times = new ArrayList<>();
    double spent = 0;
    while (true) {
      double time = run.getAsDouble();
      spent += time;
      times.add(time);
      Steady last = of(times.subList(Math.max(0, times.size() - WINDOW), times.size()));
      boolean enough = times.size() >= LEAST && last.settled();
      if (enough || times.size() == MOST || spent + time > seconds) {
        return last;
      }
    }
  }

  /** Whether the times were as close as they should be. */
  public boolean settled() {
    return runs == WINDOW && spread <= SETTLED;
  }

  private static Steady of(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    return new Steady(median, n, sorted.get(n - 1) / sorted.get(0) - 1);
  }
}
