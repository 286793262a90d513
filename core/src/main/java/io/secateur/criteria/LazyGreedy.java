package io.secateur.criteria;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Brute force that believes what it measured before until that would decide (lazy greedy, Minoux
 * 1978): the lowest score that it knows is measured again, until the lowest is one that was.
 *
 * <p>It comes to the same as measuring all where no removal makes another one cheaper. It remembers
 * the scores, so a search that goes on from elsewhere must ask again what was asked since the last
 * time that all were measured.
 */
final class LazyGreedy implements Criterion {
  private static final BruteForce MEASURED = new BruteForce();

  /** By neuron, its score when it was last measured. */
  private final Map<Integer, Double> known = new HashMap<>();

  /** Measured for as many of the lowest as are wanted, infinite for those that were believed. */
  @Override
  public double[] scores(Subject subject) {
    int[] candidates = subject.candidates();
    boolean[] fresh = new boolean[candidates.length];
    measure(subject, fresh, unknown(candidates));
    for (int next = front(subject, fresh); next >= 0; next = front(subject, fresh)) {
      measure(subject, fresh, next);
    }
    double[] scores = known(candidates);
    for (int i = 0; i < scores.length; i++) {
      if (!fresh[i]) {
        scores[i] = Double.POSITIVE_INFINITY;
      }
    }
    return scores;
  }

  /** Measures all, and remembers that. */
  @Override
  public double[] measured(Subject subject) {
    int[] candidates = subject.candidates();
    int[] all = new int[candidates.length];
    Arrays.setAll(all, i -> i);
    measure(subject, new boolean[all.length], all);
    return known(candidates);
  }

  private void measure(Subject subject, boolean[] fresh, int... places) {
    if (places.length == 0) {
      return;
    }
    Subject some = subject.only(places.length, places); // all of their scores matter
    double[] found = MEASURED.scores(some);
    for (int i = 0; i < places.length; i++) {
      known.put(some.candidates()[i], found[i]);
      fresh[places[i]] = true;
    }
  }

  /** The place of the lowest score that was not measured now and could decide; −1 if none could. */
  private int front(Subject subject, boolean[] fresh) {
    double[] scores = known(subject.candidates());
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double last = sorted[Math.min(subject.wanted(), sorted.length) - 1];
    double bound = last + tie(Math.max(subject.error(), subject.error() + last));
    int front = -1;
    for (int i = 0; i < scores.length; i++) {
      if (!fresh[i] && scores[i] <= bound && (front < 0 || scores[i] < scores[front])) {
        front = i;
      }
    }
    return front;
  }

  private int[] unknown(int... candidates) {
    int[] places = new int[candidates.length];
    int n = 0;
    for (int i = 0; i < candidates.length; i++) {
      if (!known.containsKey(candidates[i])) {
        places[n++] = i;
      }
    }
    return Arrays.copyOf(places, n);
  }

  private double[] known(int... candidates) {
    return Arrays.stream(candidates)
        .mapToDouble(k -> known.getOrDefault(k, Double.POSITIVE_INFINITY))
        .toArray();
  }

  @Override
  public boolean remembers() {
    return true;
  }

  @Override
  public boolean drops() {
    return true;
  }

  @Override
  public double tie(double error) {
    return MEASURED.tie(error);
  }
}
