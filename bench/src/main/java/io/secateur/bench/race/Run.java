package io.secateur.bench.race;

import io.secateur.search.Removal;
import java.util.List;

/**
 * A search, timed.
 *
 * @param setup seconds from the opened network and data until the search could begin
 * @param search seconds from there to the last removal
 * @param removals what went, in order; fewer than asked for where time was up
 */
record Run(double setup, double search, List<Removal> removals) {
  Run {
    removals = List.copyOf(removals);
  }

  double total() {
    return setup + search;
  }
}
