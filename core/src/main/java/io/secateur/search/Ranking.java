package io.secateur.search;

import java.util.Map;

/** Which neuron goes first. */
final class Ranking {
  private Ranking() {}

  /** The lowest score of the candidates. */
  static double lowest(int[] candidates, Map<Integer, Double> scores) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int k : candidates) {
      lowest = Math.min(lowest, score(scores, k));
    }
    return lowest;
  }

  /** The first candidate whose score is not above the bound. */
  static int first(int[] candidates, Map<Integer, Double> scores, double bound) {
    for (int k : candidates) {
      if (score(scores, k) <= bound) {
        return k;
      }
    }
    return candidates[0];
  }

  /** A neuron's score; what is not a number is worst. */
  static double score(Map<Integer, Double> scores, int neuron) {
    double score = scores.getOrDefault(neuron, Double.POSITIVE_INFINITY);
    return Double.isNaN(score) ? Double.POSITIVE_INFINITY : score;
  }
}
