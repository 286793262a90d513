package io.secateur.bench.race;

import io.secateur.criteria.Shortcut;
import io.secateur.engine.Measuring.Oracle;
import org.jspecify.annotations.Nullable;

/**
 * What the rankings of a search take by themselves: the network's own error has been measured
 * before each, as a search does.
 *
 * @param exact all totals that decide
 * @param shortcut the same by a shortcut; null if none was asked for
 */
public record RankingAlone(Steady exact, @Nullable Steady shortcut) {
  static RankingAlone measure(Greedy greedy, Plan plan) {
    Shortcut shortcut = plan.shortcut();
    return new RankingAlone(
        Steady.of(() -> greedy.run(Oracle.FAST, Greedy.EXACT, plan).ranking(), plan.seconds() / 2),
        shortcut.isExact()
            ? null
            : Steady.of(() -> greedy.search(shortcut, plan).ranking(), plan.seconds() / 2));
  }
}
