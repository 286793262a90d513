package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Objective;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Closes one gate after another, always the one with the lowest score, until a stop is met. */
public final class Search {
  private final Objective ranking;
  private final Objective judging;
  private final Criterion criterion;
  private final int round;
  private final Stops stops;
  private final int leastWidth;
  private final Anatomy anatomy;

  /** Ranks again after every removal, or never, as the order says. */
  public Search(
      Objective ranking,
      Objective judging,
      Criterion criterion,
      Order order,
      Stops stops,
      int leastWidth) {
    this(ranking, judging, criterion, order, 1, stops, leastWidth);
  }

  /**
   * @param ranking E(α) on the data that neurons are ranked by
   * @param judging on the data that accuracy is measured on; may be the same
   * @param step how many neurons go before those that are left are ranked again; does not concern a
   *     single ranking
   * @param leastWidth how many neurons every layer keeps: 1 for a network that is to be written, or
   *     0
   * @throws UnusableException if accuracy is to be kept and the data tells no classes
   */
  public Search(
      Objective ranking,
      Objective judging,
      Criterion criterion,
      Order order,
      int step,
      Stops stops,
      int leastWidth) {
    if (step < 1) {
      throw new IllegalArgumentException("a step must be at least 1 neuron, not " + step);
    }
    this.ranking = ranking;
    this.judging = judging;
    this.criterion = criterion;
    this.round = order == Order.SINGLE ? Integer.MAX_VALUE : step;
    this.stops = stops;
    this.leastWidth = leastWidth;
    this.anatomy = ranking.network().anatomy();
    if (stops.keepAccuracy() != null && !judging.tellsClasses()) {
      throw new UnusableException(
          "the data tells no classes, so there is no accuracy to keep; give labels, or another stop");
    }
  }

  /** Runs until a stop is met or nothing more may go. */
  public SearchResult run(SearchListener listener) {
    return run(List.of(), () -> false, listener);
  }

  /**
   * Goes on from removals that were made before, to the same end as if it had made them itself.
   *
   * @param before removals that an equal search made, in order
   * @param interrupted asked before every removal; where it says so, the search ends there
   */
  public SearchResult run(
      List<Removal> before, BooleanSupplier interrupted, SearchListener listener) {
    Evaluation start = ranking.evaluate(anatomy.open());
    Limits limits = new Limits(stops, anatomy, start, accuracy(anatomy.open(), start));
    List<Removal> removals = new ArrayList<>(before);
    Gates gates = without(before);
    double error = error(start, before);
    // A ranking is made when a removal asks for it, of the network as it was when its round began.
    List<Removal> ranked = before.subList(0, before.size() - before.size() % round);
    Gates rankedGates = without(ranked);
    double rankedError = error(start, ranked);
    @Nullable Ranking ranks = null;
    String reason = limits.reached(gates, removals.size());
    long clock = System.nanoTime();
    while (reason == null) {
      if (interrupted.getAsBoolean()) {
        return new SearchResult(gates, removals, SearchResult.INTERRUPTED);
      }
      int[] candidates = candidates(gates);
      if (candidates.length == 0) {
        return new SearchResult(gates, removals, "no layer can lose another neuron");
      }
      if (removals.size() % round == 0) {
        rankedGates = gates;
        rankedError = error;
        ranks = null;
      }
      if (ranks == null) {
        int[] choice = candidates(rankedGates);
        int wanted = wanted(rankedGates, choice.length);
        ranks =
            new Ranking(criterion, new Subject(ranking, rankedGates, rankedError, choice, wanted));
      }
      int next = ranks.first(candidates);
      Gates without = gates.close(next);
      Evaluation after = ranking.evaluate(without);
      double accuracy = accuracy(without, after);
      reason = limits.exceeded(after.error(), accuracy);
      if (reason != null) {
        break;
      }
      gates = without;
      error = after.error();
      long now = System.nanoTime();
      Neuron neuron = anatomy.neurons().get(next);
      Removal removal =
          new Removal(
              removals.size() + 1, neuron, ranks.score(next), error, accuracy, (now - clock) / 1e9);
      clock = now;
      removals.add(removal);
      reason = limits.reached(gates, removals.size());
      listener.removed(removal, limits.progress(gates, removals.size(), error, accuracy));
    }
    return new SearchResult(gates, removals, reason);
  }

  /** How many of a ranking's lowest scores will be used; where layers may run out, any may be. */
  private int wanted(Gates gates, int candidates) {
    boolean plenty =
        round < candidates
            && anatomy.layers().stream()
                .filter(Layer::isPrunable)
                .mapToInt(l -> anatomy.width(l, gates))
                .allMatch(w -> w <= leastWidth || w - leastWidth >= round);
    return plenty ? round : candidates;
  }

  private Gates without(List<Removal> removals) {
    Gates gates = anatomy.open();
    for (Removal removal : removals) {
      gates = gates.close(removal.neuron().id());
    }
    return gates;
  }

  private static double error(Evaluation start, List<Removal> removals) {
    return removals.isEmpty() ? start.error() : removals.get(removals.size() - 1).error();
  }

  private double accuracy(Gates gates, Evaluation onRanking) {
    return judging == ranking ? onRanking.accuracy() : judging.evaluate(gates).accuracy();
  }

  /** Neurons that are still there and whose layer keeps enough others. */
  private int[] candidates(Gates gates) {
    Set<String> wide =
        anatomy.layers().stream()
            .filter(l -> l.isPrunable() && anatomy.width(l, gates) > leastWidth)
            .map(Layer::name)
            .collect(Collectors.toSet());
    return IntStream.of(gates.alive())
        .filter(k -> wide.contains(anatomy.neurons().get(k).layer().name()))
        .toArray();
  }
}
