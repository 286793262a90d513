package io.secateur.bench.race;

import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.Objective;
import io.secateur.engine.SampleOrder;
import io.secateur.engine.errors.ErrorMeasure;
import java.util.ArrayList;
import java.util.List;

/**
 * What each step from the naive oracle to the fast one is worth: the time of one ranking of the
 * trained network, warm, the network's own activations included.
 */
public final class Steps {
  /** Candidates that stand for all, where a candidate costs the same wherever it is. */
  private static final int PROBES = 12;

  /**
   * One way to rank.
   *
   * @param words what it does
   * @param seconds for all neurons
   */
  public record Step(String words, double seconds) {}

  private final Greedy greedy;
  private final double patience;

  /**
   * @param patience about how many seconds each may take to settle
   */
  public Steps(Workspace work, ErrorMeasure measure, double patience) {
    this.greedy = new Greedy(work, measure);
    this.patience = patience;
  }

  /** From the slowest to the fastest; each but the first two is one step more. */
  public List<Step> measure() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("naive: the whole network for each candidate", sampled(Oracle.NAIVE)));
    steps.add(new Step("from the neuron's readers on, on libtorch", sampled(Oracle.RESTART)));
    steps.add(
        new Step(
            "a rank-one update, then in the cache, every total",
            whole(SampleOrder.AS_GIVEN, Objective::ablate)));
    Way best = (objective, gates, all) -> objective.ablate(gates, all, 1, 0);
    steps.add(
        new Step("the best only: others until they cannot win", whole(SampleOrder.AS_GIVEN, best)));
    steps.add(new Step("and the worst samples first", whole(SampleOrder.WORST_FIRST, best)));
    return steps;
  }

  /** A ranking in one way or another. */
  @FunctionalInterface
  private interface Way {
    double[] rank(Objective objective, Gates gates, int[] candidates);
  }

  private double sampled(Oracle oracle) {
    try (Objective objective = greedy.objective(oracle, SampleOrder.AS_GIVEN)) {
      Gates open = objective.network().anatomy().open();
      int all = open.alive().length;
      int[] some = Naive.spread(all, Math.min(PROBES, all));
      return Steady.of(() -> timed(() -> objective.ablate(open, some)), patience).median()
          * all
          / some.length;
    }
  }

  private double whole(SampleOrder order, Way ranking) {
    try (Objective objective = greedy.objective(Oracle.FAST, order)) {
      Gates open = objective.network().anatomy().open();
      int[] all = open.alive();
      return Steady.of(() -> timed(() -> ranking.rank(objective, open, all)), patience).median();
    }
  }

  private static double timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Greedy.since(start);
  }
}
