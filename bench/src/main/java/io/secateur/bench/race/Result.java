package io.secateur.bench.race;

import io.secateur.anatomy.Neuron;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two ways took, and whether they came to the same.
 *
 * @param neurons how many the network has
 * @param samples how many it was measured on
 * @param error the error's word
 * @param removals how many neurons were to go; 0 for a full ranking
 * @param cold the fast way's first run, in candidates
 * @param warm the fast way when its times have settled; null where once took too long
 * @param first where all neurons are ranked, what it takes to find the first removal alone; else
 *     null
 * @param alone what a search's rankings take by themselves; null where it was not repeated
 * @param naive the naive way, in candidates
 * @param estimate the same search by first-order estimates
 * @param approximation the same search by a shortcut; null if none was asked for
 * @param comparison of the two exact ways
 * @param found by the fast way: what went, in order, or all neurons, cheapest first
 */
public record Result(
    int neurons,
    int samples,
    String error,
    int removals,
    Timing cold,
    @Nullable Steady warm,
    @Nullable FirstRemoval first,
    @Nullable RankingAlone alone,
    Timing naive,
    Estimate estimate,
    @Nullable Approximation approximation,
    Comparison comparison,
    List<Found> found) {
  public Result {
    found = List.copyOf(found);
  }

  /**
   * A neuron, and the total error without it.
   *
   * @param neuron the neuron
   * @param error without it, and without those that went before it
   */
  public record Found(Neuron neuron, double error) {}
}
