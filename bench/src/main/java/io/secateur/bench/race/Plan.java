package io.secateur.bench.race;

/**
 * How much is done.
 *
 * @param removals how many neurons go, each after a ranking of all that are left
 * @param seconds about how long any one way is measured; what takes longer is extrapolated
 * @param whole whether the naive way runs to its end however long it takes
 */
public record Plan(int removals, double seconds, boolean whole) {
  /** Throws IllegalArgumentException in the words of the flags. */
  public Plan {
    if (removals < 1) {
      throw new IllegalArgumentException("--removals must be at least 1, not " + removals);
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("--seconds must be more than 0, not " + seconds);
    }
  }

  /** How many networks without one neuron are measured when some of these neurons go. */
  static long candidates(int neurons, int removals) {
    return (long) removals * neurons - (long) removals * (removals - 1) / 2;
  }
}
