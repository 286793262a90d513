package io.secateur.search;

import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a criterion said of a network, and which neuron goes first by it. */
public final class Ranking {
  private final Criterion criterion;
  private final double error;
  private final Map<Integer, Double> scores = new HashMap<>();

  /**
   * @param found a score for each of the subject's candidates
   */
  public Ranking(Criterion criterion, Subject subject, double... found) {
    this(criterion, subject.error(), subject.candidates(), found);
  }

  /**
   * @param error E of the network that was ranked
   * @param candidates its neurons that may go
   * @param found a score for each of them
   */
  Ranking(Criterion criterion, double error, int[] candidates, double... found) {
    this.criterion = criterion;
    this.error = error;
    for (int i = 0; i < found.length; i++) {
      scores.put(candidates[i], found[i]);
    }
  }

  /** Of these neurons, all of which were ranked, the first whose score is the lowest or ties. */
  public int first(int[] candidates) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int k : candidates) {
      lowest = Math.min(lowest, score(k));
    }
    double bound = lowest + criterion.tie(Math.max(error, error + lowest));
    for (int k : candidates) {
      if (score(k) <= bound) {
        return k;
      }
    }
    return candidates[0];
  }

  /** So many of these neurons, the first of all, then the first of the others, and so on. */
  int[] lowest(int count, List<Integer> candidates) {
    List<Integer> left = new ArrayList<>(candidates);
    int[] lowest = new int[count];
    for (int i = 0; i < count; i++) {
      lowest[i] = first(left.stream().mapToInt(k -> k).toArray());
      left.remove((Integer) lowest[i]);
    }
    return lowest;
  }

  /**
   * Of these groups, the one whose scores have the lowest sum for what it saves. Of those that tie
   * with it, it is the one that saves most, and of these the first.
   */
  int[] first(List<int[]> groups, double... saved) {
    int best = 0;
    for (int i = 1; i < saved.length; i++) {
      best =
          compare(sum(groups.get(i)), saved[i], sum(groups.get(best)), saved[best]) < 0 ? i : best;
    }
    double lowest = sum(groups.get(best));
    double tie = groups.get(best).length * criterion.tie(Math.max(error, error + lowest));
    int first = -1;
    for (int i = 0; i < saved.length; i++) {
      boolean ties = compare(sum(groups.get(i)) - tie, saved[i], lowest, saved[best]) <= 0;
      if (ties && (first < 0 || saved[i] > saved[first])) {
        first = i;
      }
    }
    return groups.get(first < 0 ? best : first);
  }

  /**
   * Whether one cost is lower than another, for what is saved by it: what it costs per unit, or
   * where it costs less than nothing, times the units, so that to save more is always better.
   */
  private static int compare(double cost, double saved, double other, double otherSaved) {
    int byPrice = Double.compare(price(cost, saved), price(other, otherSaved));
    return byPrice == 0 ? Double.compare(cost + 0.0, other + 0.0) : byPrice; // no -0.0
  }

  private static double price(double cost, double saved) {
    if (cost < 0) {
      return cost * saved;
    }
    return saved > 0 ? cost / saved + 0.0 : Double.POSITIVE_INFINITY;
  }

  private double sum(int... group) {
    return IntStream.of(group).mapToDouble(this::score).sum();
  }

  /** A neuron's score; what is not a number is worst. */
  double score(int neuron) {
    double score = scores.getOrDefault(neuron, Double.POSITIVE_INFINITY);
    return Double.isNaN(score) ? Double.POSITIVE_INFINITY : score;
  }
}
