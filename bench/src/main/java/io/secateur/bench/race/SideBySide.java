package io.secateur.bench.race;

import io.secateur.Workspace;
import io.secateur.bench.race.Result.Found;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.model.UnusableException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the naive way and the fast one on the same network and data. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Runs both, the fast way first: its first run is cold only where nothing ran before it.
   *
   * @param say told what is being done
   */
  public static Result run(Workspace work, ErrorMeasure measure, Plan plan, Consumer<String> say) {
    Greedy greedy = new Greedy(work, measure);
    if (greedy.neurons() == 0) {
      throw new UnusableException(
          "the network has no neuron that can be removed; 'secateur inspect' says why");
    }
    Plan possible = plan.in(greedy.neurons());
    say.accept("the fast way, cold");
    Run cold = greedy.run(Oracle.FAST, Greedy.EXACT, possible);
    say.accept("the fast way, warm");
    Steady warm = warm(greedy, possible, cold);
    List<Found> found = plan.isRanking() ? cheapest(work, cold) : removed(cold);
    FirstRemoval first =
        plan.isRanking() ? FirstRemoval.measure(greedy, possible, found.get(0)) : null;
    RankingAlone alone =
        plan.isRanking() || warm == null ? null : RankingAlone.measure(greedy, possible);
    say.accept("the naive way");
    Naive naive = Naive.measure(greedy, possible, cold);
    say.accept("first-order estimates");
    Estimate estimate = Estimate.measure(greedy, possible);
    if (!plan.shortcut().isExact()) {
      say.accept("the shortcut");
    }
    Approximation approximation =
        plan.shortcut().isExact()
            ? null
            : Approximation.measure(greedy, possible, plan.shortcut(), cold);
    long all = Plan.candidates(greedy.neurons(), cold.rankings());
    return new Result(
        greedy.neurons(),
        work.data().size(),
        measure.word(),
        possible.removals(),
        Timing.whole(cold.setup(), cold.work(), all),
        warm,
        first,
        alone,
        naive.timing(),
        estimate,
        approximation,
        naive.comparison(),
        found);
  }

  private static List<Found> removed(Run run) {
    return run.removals().stream().map(r -> new Found(r.neuron(), r.error())).toList();
  }

  private static List<Found> cheapest(Workspace work, Run run) {
    return work.network().anatomy().neurons().stream()
        .map(neuron -> new Found(neuron, run.scores()[neuron.id()]))
        .sorted(Comparator.comparingDouble(Found::error))
        .toList();
  }

  private static @Nullable Steady warm(Greedy greedy, Plan plan, Run cold) {
    if (cold.total() > plan.seconds()) {
      return null;
    }
    return Steady.of(() -> greedy.run(Oracle.FAST, Greedy.EXACT, plan).total(), plan.seconds());
  }
}
