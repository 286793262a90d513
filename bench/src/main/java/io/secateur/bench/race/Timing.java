package io.secateur.bench.race;

/**
 * How long something took, or would have taken.
 *
 * @param setup seconds before the first of many like parts
 * @param parts seconds for those parts that were measured
 * @param measured how many parts that were
 * @param all how many there are
 */
public record Timing(double setup, double parts, long measured, long all) {
  public Timing {
    if (measured < 1 || all < measured) {
      throw new IllegalArgumentException(measured + " parts measured of " + all);
    }
  }

  static Timing whole(double setup, double parts, long all) {
    return new Timing(setup, parts, all, all);
  }

  public boolean isWhole() {
    return measured == all;
  }

  /** What a part took. */
  public double each() {
    return parts / (double) measured;
  }

  /** Seconds for all, at the pace of those that were measured. */
  public double total() {
    return setup + each() * (double) all;
  }
}
