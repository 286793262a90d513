package io.secateur.search;

import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Greedy removal by measured error, the naive way: the whole network for every candidate. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainGreedy(
    PlainMlp net, Loss loss, Samples ranking, Samples judging, int leastWidth, double[] gates) {

  /** Doubles that differ by less are the same number computed in another order. */
  private static final double SAME = 1e-12;

  /** The library works in single precision and cannot tell apart what is closer than this. */
  private static final double UNCERTAIN = 1e-6;

  record Step(int neuron, double predicted, double error, double accuracy) {}

  static PlainGreedy of(PlainMlp net, Loss loss, Samples samples, int leastWidth) {
    return new PlainGreedy(net, loss, samples, samples, leastWidth, net.open());
  }

  PlainGreedy judgedOn(Samples holdout) {
    return new PlainGreedy(net, loss, ranking, holdout, leastWidth, net.open());
  }

  /** All removals, until every layer is down to its least width. */
  List<Step> run(Order order) {
    List<Step> steps = new ArrayList<>();
    double[] scores = scores();
    double error = error();
    double[] tie = {SAME * error, UNCERTAIN * error};
    for (int next = first(scores, tie); next >= 0; next = first(scores, tie)) {
      gates[next] = 0;
      error = error();
      steps.add(new Step(next, scores[next], error, net.accuracy(judging, gates)));
      if (order == Order.RERANKED) {
        scores = scores();
        tie = new double[] {SAME * error, UNCERTAIN * error};
      }
    }
    return steps;
  }

  private double error() {
    return net.error(loss, ranking, gates);
  }

  private double[] scores() {
    double error = error();
    double[] scores = new double[gates.length];
    for (int k = 0; k < scores.length; k++) {
      if (gates[k] == 1) {
        gates[k] = 0;
        scores[k] = error() - error;
        gates[k] = 1;
      }
    }
    return scores;
  }

  private int first(double[] scores, double[] tie) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < scores.length; k++) {
      lowest = mayGo(k) ? Math.min(lowest, scores[k]) : lowest;
    }
    int first = -1;
    for (int k = scores.length - 1; k >= 0; k--) {
      if (mayGo(k) && scores[k] <= lowest + tie[0]) {
        first = k;
      } else if (mayGo(k) && scores[k] <= lowest + tie[1] + UNCERTAIN * Math.max(0, lowest)) {
        throw new AssertionError("the test is too close to call: take another seed");
      }
    }
    return first;
  }

  private boolean mayGo(int neuron) {
    int layer = net.layer(neuron);
    double width = Arrays.stream(gates, net.first(layer), net.first(layer + 1)).sum();
    return gates[neuron] == 1 && width > leastWidth;
  }
}
