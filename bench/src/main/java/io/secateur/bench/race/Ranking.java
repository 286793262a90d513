package io.secateur.bench.race;

import io.secateur.Workspace;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.errors.ErrorMeasure;

/** One full exact ranking by the fast way: every neuron's score. */
public final class Ranking {
  private final Greedy greedy;

  public Ranking(Workspace work, ErrorMeasure measure) {
    this.greedy = new Greedy(work, measure);
  }

  public int neurons() {
    return greedy.neurons();
  }

  /** Ranks all neurons; the seconds from the opened network and data on. */
  public double seconds() {
    return greedy.rank(Oracle.FAST, Greedy.EXACT).total();
  }
}
