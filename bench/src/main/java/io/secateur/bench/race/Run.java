package io.secateur.bench.race;

import io.secateur.search.Removal;
import java.util.List;

/**
 * A search or a full ranking, timed.
 *
 * @param setup seconds from the opened network and data until it could begin
 * @param work seconds from there to its end
 * @param ranking seconds of it that rankings took by themselves
 * @param removals what a search removed, in order; fewer than asked for where time was up
 * @param scores what a full ranking says of every neuron: its total error without it; empty for a
 *     search
 */
record Run(double setup, double work, double ranking, List<Removal> removals, double[] scores) {
  Run {
    removals = List.copyOf(removals);
  }

  double total() {
    return setup + work;
  }

  /** How many rankings were made. */
  int rankings() {
    return Math.max(1, removals.size());
  }
}
