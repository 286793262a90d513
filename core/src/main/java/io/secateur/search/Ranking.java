package io.secateur.search;

import java.util.Map;

/** Which neuron goes first. */
final class Ranking {
  private Ranking() {}

  /** The first candidate whose score is within the tie of the lowest. */
  static int first(int[] candidates, Map<Integer, Double> scores, double tie) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int k : candidates) {
      lowest = Math.min(lowest, score(scores, k));
    }
    double bound = lowest + tie;
    for (int k : candidates) {
      if (score(scores, k) <= bound) {
        return k;
      }
    }
    return candidates[0];
  }

  private static double score(Map<Integer, Double> scores, int neuron) {
    double score = scores.getOrDefault(neuron, Double.POSITIVE_INFINITY);
    return Double.isNaN(score) ? Double.POSITIVE_INFINITY : score;
  }
}
