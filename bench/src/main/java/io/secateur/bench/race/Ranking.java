package io.secateur.bench.race;

import io.secateur.Workspace;
import io.secateur.engine.ErrorMeasure;
import io.secateur.engine.Measuring.Oracle;

/** One exact ranking by the fast way, with the removal of the cheapest neuron. */
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
    return greedy.run(Oracle.FAST, Greedy.EXACT, 1).total();
  }
}
