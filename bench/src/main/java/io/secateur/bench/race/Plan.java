package io.secateur.bench.race;

import io.secateur.criteria.Shortcut;

/**
 * How much is done.
 *
 * @param removals how many neurons go, each after a ranking of all that are left; 0 for one full
 *     ranking, every neuron's score, and no removal
 * @param seconds about how long any one way is measured; what takes longer is extrapolated
 * @param whole whether the naive way runs to its end however long it takes
 * @param shortcut what is run besides
 */
public record Plan(int removals, double seconds, boolean whole, Shortcut shortcut) {
  /** Without a shortcut. */
  public Plan(int removals, double seconds, boolean whole) {
    this(removals, seconds, whole, new Shortcut.Exact());
  }

  /** Throws IllegalArgumentException in the words of the flags. */
  public Plan {
    if (removals < 0) {
      throw new IllegalArgumentException(
          "--removals must be at least 1, or 0 for a full ranking, not " + removals);
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("--seconds must be more than 0, not " + seconds);
    }
    if (removals == 0 && !shortcut.isExact()) {
      throw new IllegalArgumentException(
          "--" + shortcut.word() + " is for a search: give --removals, at least 1");
    }
  }

  /** The same with as many removals as there are neurons at most. */
  Plan in(int neurons) {
    return new Plan(Math.min(removals, neurons), seconds, whole, shortcut);
  }

  boolean isRanking() {
    return removals == 0;
  }

  /** How many rankings that is. */
  int rankings() {
    return Math.max(1, removals);
  }

  /** How many networks without one neuron there are to be told apart in so many rankings. */
  static long candidates(int neurons, int rankings) {
    return (long) rankings * neurons - (long) rankings * (rankings - 1) / 2;
  }
}
