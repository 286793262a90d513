package io.secateur.bench.ladder;

import io.secateur.anatomy.Gates;
import io.secateur.engine.Objective;
import io.secateur.search.Removal;
import io.secateur.search.SearchListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures accuracy whenever no more than the next share of FLOPs is left, and what that costs. */
final class Judge implements SearchListener {
  private final Objective closing;
  private final Objective judging;
  private final double[] shares;
  private final double[] accuracies;
  private final double whole;
  private final List<Integer> since = new ArrayList<>();
  private Gates at;
  private Gates gone;
  private int next;
  private long nanos;

  /**
   * @param closing closes gates as the search does, and is not its own, whose memory of what
   *     readers take would change
   * @param judging on the samples that accuracy is measured on
   * @param shares of FLOPs in percent, falling
   */
  Judge(Objective closing, Objective judging, double... shares) {
    this.closing = closing;
    this.judging = judging;
    this.shares = shares;
    accuracies = new double[shares.length];
    Arrays.fill(accuracies, Double.NaN);
    at = closing.network().anatomy().open();
    gone = at;
    whole = flops(at);
  }

  @Override
  public void removed(Removal removal, double progress) {
    since.add(removal.neuron().id());
    gone = gone.close(removal.neuron().id());
    double left = 100 * flops(gone) / whole;
    if (next == shares.length || left > shares[next]) {
      return;
    }
    long clock = System.nanoTime();
    Gates there = at; // within a step nobody else has made the network as it is
    for (int neuron : closing.inOrder(at, since.stream().mapToInt(k -> k).toArray())) {
      there = closing.close(there, neuron);
    }
    double accuracy = judging.evaluate(there).accuracy();
    for (; next < shares.length && left <= shares[next]; next++) {
      accuracies[next] = accuracy;
    }
    nanos += System.nanoTime() - clock;
  }

  @Override
  public void reached(Gates gates) {
    at = gates;
    since.clear();
  }

  private double flops(Gates gates) {
    return closing.network().anatomy().costs().flops(gates);
  }

  /** At each share; NaN where the search ended before. */
  double[] accuracies() {
    return accuracies.clone();
  }

  /** The time that all this took. */
  long nanos() {
    return nanos;
  }
}
