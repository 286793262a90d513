package io.secateur.bench.race;

import io.secateur.search.Removal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two ways took, and whether they came to the same.
 *
 * @param neurons how many the network has
 * @param samples how many it was measured on
 * @param error the error's word
 * @param cold the fast way's first run, in candidates
 * @param warm the fast way when its times have settled; null where once took too long
 * @param naive the naive way, in candidates
 * @param estimate the same search by first-order estimates
 * @param comparison of the two exact ways
 * @param removals the fast way's
 */
public record Result(
    int neurons,
    int samples,
    String error,
    Timing cold,
    @Nullable Steady warm,
    Timing naive,
    Estimate estimate,
    Comparison comparison,
    List<Removal> removals) {
  public Result {
    removals = List.copyOf(removals);
  }
}
