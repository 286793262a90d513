package io.secateur.bench.race;

import io.secateur.criteria.Shortcut;
import io.secateur.search.Removal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same search by a shortcut: what it takes, and what it costs.
 *
 * @param shortcut which one
 * @param once one search, in rankings, with what the JIT knows from the exact ones
 * @param steady the search repeated; null where once took too long
 * @param same how many of its removals are those of the exact search, each at the same place
 * @param first how many of the first ones are
 * @param mean by how much its error is above that of the exact search after as many removals,
 *     relative to that, on average; below 0 where it does better, as greedy is not the best of all
 * @param largest the most
 */
public record Approximation(
    Shortcut shortcut,
    Timing once,
    @Nullable Steady steady,
    int same,
    int first,
    double mean,
    double largest) {
  static Approximation measure(Greedy greedy, Plan plan, Shortcut shortcut, Run exact) {
    Run run = greedy.search(shortcut, plan);
    Timing once = Timing.whole(run.setup(), run.work(), run.rankings());
    Steady steady =
        once.total() > plan.seconds()
            ? null
            : Steady.of(() -> greedy.search(shortcut, plan).total(), plan.seconds());
    return of(shortcut, once, steady, run.removals(), exact.removals());
  }

  static Approximation of(
      Shortcut shortcut,
      Timing once,
      @Nullable Steady steady,
      List<Removal> found,
      List<Removal> exact) {
    int same = 0;
    int first = 0;
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < exact.size(); i++) {
      if (found.get(i).neuron().id() == exact.get(i).neuron().id()) {
        first += same == i ? 1 : 0;
        same++;
      }
      double excess = found.get(i).error() / exact.get(i).error() - 1;
      sum += excess;
      largest = Math.max(largest, excess);
    }
    return new Approximation(shortcut, once, steady, same, first, sum / exact.size(), largest);
  }

  /** Seconds for all. */
  public double total() {
    return steady == null ? once.total() : steady.median();
  }

  /** The shortcut as it is asked for, such as {@code confidence 0.99}. */
  public String word() {
    return shortcut.word() + (shortcut.value().equals(true) ? "" : " " + shortcut.value());
  }
}
