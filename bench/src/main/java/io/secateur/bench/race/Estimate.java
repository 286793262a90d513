package io.secateur.bench.race;

import io.secateur.engine.Measuring.Oracle;
import org.jspecify.annotations.Nullable;

/**
 * The same by first-order estimates: what an estimate costs on the same network.
 *
 * @param once one search or ranking, in rankings, as far as there was time
 * @param steady the same repeated; null where once was not the whole, or took long
 */
public record Estimate(Timing once, @Nullable Steady steady) {
  static Estimate measure(Greedy greedy, Plan plan) {
    greedy.rank(Oracle.FAST, Greedy.ESTIMATE); // libtorch's first pass back takes longer
    Run run = greedy.run(Oracle.FAST, Greedy.ESTIMATE, plan, plan.seconds());
    Timing once = new Timing(run.setup(), run.work(), run.rankings(), plan.rankings());
    boolean again = once.isWhole() && 2 * run.total() < plan.seconds();
    return new Estimate(
        once,
        again
            ? Steady.of(
                () -> greedy.run(Oracle.FAST, Greedy.ESTIMATE, plan).total(), plan.seconds() / 2)
            : null);
  }

  /** Seconds for all. */
  public double total() {
    return steady == null ? once.total() : steady.median();
  }
}
