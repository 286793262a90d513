package io.secateur.search;

/**
 * When neurons are ranked, and when a ranking is held against the truth.
 *
 * @param round how many neurons go by one ranking
 * @param every every so many rankings one is audited, the first included; 0 if none is
 * @param onlyWhole whether error and accuracy are measured after whole steps, and within one only
 *     where that is needed to find a stop; else after every removal
 */
public record Schedule(int round, long every, boolean onlyWhole) {
  public Schedule {
    if (round < 1) {
      throw new IllegalArgumentException("a step must be at least 1 neuron, not " + round);
    }
    if (every < 0) {
      throw new IllegalArgumentException("every 0 rankings or more are audited, not " + every);
    }
  }

  /** Measures after every removal. */
  public Schedule(int round, long every) {
    this(round, every, false);
  }

  /** Without audits. A step does not concern a single ranking. */
  public static Schedule of(Order order, int step) {
    Schedule schedule = new Schedule(step, 0);
    return order == Order.SINGLE ? new Schedule(Integer.MAX_VALUE, 0) : schedule;
  }

  /** The same with audits. */
  public Schedule auditing(long rankings) {
    return new Schedule(round, rankings, onlyWhole);
  }

  /** The same, which measures only after whole steps. */
  public Schedule measuringWhole() {
    return new Schedule(round, every, true);
  }

  /** Whether a ranking serves some removals but not all. */
  boolean isStep() {
    return round > 1 && round < Integer.MAX_VALUE;
  }

  /** Whether a step goes as a whole before anything is measured. */
  boolean isMeasuredWhole() {
    return onlyWhole && isStep();
  }

  /** Which ranking the next removal goes by, from 0. */
  int ranking(int removals) {
    return removals / round;
  }

  /** How many removals came before a ranking. */
  int removals(int ranking) {
    return ranking * round;
  }

  /** Whether the next removal is the first by its ranking. */
  boolean isFirst(int removals) {
    return removals % round == 0;
  }

  boolean audits(int ranking) {
    return every > 0 && ranking % every == 0;
  }

  /** The last ranking before this one after which all is known anew, or the first of all. */
  int lastKnown(int ranking) {
    return every == 0 || ranking == 0 ? 0 : (int) ((ranking - 1) / every * every);
  }
}
