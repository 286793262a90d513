package io.secateur.bench.race;

import io.secateur.engine.Measuring.Oracle;
import org.jspecify.annotations.Nullable;

/**
 * The same search by first-order estimates: what an estimate costs on the same network.
 *
 * @param once one search, in rankings, as far as there was time
 * @param steady the search repeated; null where once was not the whole
 */
public record Estimate(Timing once, @Nullable Steady steady) {
  static Estimate measure(Greedy greedy, Plan plan) {
    int all = plan.removals();
    greedy.run(Oracle.FAST, Greedy.ESTIMATE, 1); // libtorch's first pass back takes longer
    Run run = greedy.run(Oracle.FAST, Greedy.ESTIMATE, all, plan.seconds());
    Timing once = new Timing(run.setup(), run.search(), run.removals().size(), all);
    boolean again = once.isWhole() && 2 * run.total() < plan.seconds();
    return new Estimate(
        once,
        again
            ? Steady.of(
                () -> greedy.run(Oracle.FAST, Greedy.ESTIMATE, all).total(), plan.seconds() / 2)
            : null);
  }

  /** Seconds for the whole search. */
  public double total() {
    return steady == null ? once.total() : steady.median();
  }
}
