package io.secateur.compare;

/**
 * The values that a gate takes, one after another.
 *
 * @param from the first
 * @param to the last
 * @param step between two of them
 */
public record Sweep(double from, double to, double step) {
  /** From 0 to 10 in steps of 0.001, as in the paper's figures. */
  public static final Sweep PAPER = new Sweep(0, 10, 0.001);

  private static final long MOST = 1_000_000;

  public Sweep {
    if (!(Double.isFinite(from) && Double.isFinite(to) && from < to)) {
      throw new IllegalArgumentException(
          "--from must be less than --to, and both numbers, not " + from + " and " + to);
    }
    if (!(step > 0) || !((to - from) / step <= MOST)) {
      throw new IllegalArgumentException(
          "--step must be more than 0 and give at most " + MOST + " values, not " + step);
    }
  }

  /** All values, each computed from its number so that no rounding adds up. */
  public double[] values() {
    int steps = (int) Math.floor((to - from) / step + 1e-9);
    double[] values = new double[steps + 1];
    for (int i = 0; i <= steps; i++) {
      values[i] = Math.min(to, from + i * step);
    }
    return values;
  }
}
