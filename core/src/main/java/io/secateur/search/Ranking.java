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
    this.criterion = criterion;
    this.error = subject.error();
    for (int i = 0; i < found.length; i++) {
      scores.put(subject.candidates()[i], found[i]);
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

  /** Of these groups, the first whose scores have the lowest sum, or tie with it. */
  int[] first(List<int[]> groups) {
    int[] best = groups.get(0);
    for (int[] group : groups) {
      best = sum(group) < sum(best) ? group : best;
    }
    double lowest = sum(best);
    double bound = lowest + best.length * criterion.tie(Math.max(error, error + lowest));
    for (int[] group : groups) {
      if (sum(group) <= bound) {
        return group;
      }
    }
    return best;
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
