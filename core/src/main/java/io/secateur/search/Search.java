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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Closes one gate after another, always the one with the lowest score, until a stop is met. */
public final class Search {
  private final Objective ranking;
  private final Objective judging;
  private final Criterion criterion;
  private final Order order;
  private final Stops stops;
  private final int leastWidth;
  private final Anatomy anatomy;

  /**
   * @param ranking E(α) on the data that neurons are ranked by
   * @param judging on the data that accuracy is measured on; may be the same
   * @param leastWidth how many neurons every layer keeps: 1 for a network that is to be written, or
   *     0
   * @throws UnusableException if accuracy is to be kept and the data tells no classes
   */
  public Search(
      Objective ranking,
      Objective judging,
      Criterion criterion,
      Order order,
      Stops stops,
      int leastWidth) {
    this.ranking = ranking;
    this.judging = judging;
    this.criterion = criterion;
    this.order = order;
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
    Gates gates = anatomy.open();
    Evaluation start = ranking.evaluate(gates);
    Limits limits = new Limits(stops, anatomy, start, accuracy(gates, start));
    List<Removal> removals = new ArrayList<>();
    double error = start.error();
    @Nullable Map<Integer, Double> scores = null;
    double rankedAt = 0;
    String reason = limits.reached(gates, 0);
    long clock = System.nanoTime();
    while (reason == null) {
      int[] candidates = candidates(gates);
      if (candidates.length == 0) {
        return new SearchResult(gates, removals, "no layer can lose another neuron");
      }
      if (scores == null || order == Order.RERANKED) {
        scores = scores(gates, error, candidates);
        rankedAt = error;
      }
      double lowest = Ranking.lowest(candidates, scores);
      double tie = criterion.tie(Math.max(rankedAt, rankedAt + lowest));
      int next = Ranking.first(candidates, scores, lowest + tie);
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
              removals.size() + 1,
              neuron,
              Ranking.score(scores, next),
              error,
              accuracy,
              (now - clock) / 1e9);
      clock = now;
      removals.add(removal);
      reason = limits.reached(gates, removals.size());
      listener.removed(removal, limits.progress(gates, removals.size(), error, accuracy));
    }
    return new SearchResult(gates, removals, reason);
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

  private Map<Integer, Double> scores(Gates gates, double error, int[] candidates) {
    double[] scores = criterion.scores(new Subject(ranking, gates, error, candidates));
    Map<Integer, Double> byNeuron = new HashMap<>();
    for (int i = 0; i < candidates.length; i++) {
      byNeuron.put(candidates[i], scores[i]);
    }
    return byNeuron;
  }
}
