package io.secateur.search;

import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Greedy removal down to given widths, the naive way: the whole network for every neuron, all of
 * them sorted.
 *
 * @param widths what each layer keeps
 * @param perLayer whether the layer goes next that has lost the least of what it is to lose
 * @param step how many go by one ranking
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainBudget(
    PlainMlp net, Loss loss, Samples samples, int[] widths, boolean perLayer, int step) {

  /** Doubles that differ by less are the same number computed in another order. */
  private static final double SAME = 1e-12;

  /** The library works in single precision and cannot tell apart what is closer than this. */
  private static final double UNCERTAIN = 1e-6;

  /** The neurons in the order in which they go. */
  List<Integer> path() {
    double[] gates = net.open();
    List<Integer> path = new ArrayList<>();
    double[] scores = scores(gates);
    for (List<Integer> may = may(gates); !may.isEmpty(); may = may(gates)) {
      scores = path.size() % step == 0 ? scores(gates) : scores;
      int next = lowest(may, scores, net.error(loss, samples, gates));
      gates[next] = 0;
      path.add(next);
    }
    return path;
  }

  private double[] scores(double... gates) {
    double error = net.error(loss, samples, gates);
    double[] scores = new double[gates.length];
    for (int k = 0; k < gates.length; k++) {
      double[] without = gates.clone();
      without[k] = 0;
      scores[k] = net.error(loss, samples, without) - error;
    }
    return scores;
  }

  private List<Integer> may(double... gates) {
    List<Integer> all = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (int layer = 0; layer < widths.length; layer++) {
      List<Integer> there = new ArrayList<>();
      for (int k = net.first(layer); k < net.first(layer + 1); k++) {
        if (gates[k] == 1) {
          there.add(k);
        }
      }
      if (there.size() == widths[layer]) {
        continue;
      }
      int width = net.first(layer + 1) - net.first(layer);
      double gone = (width - there.size() + 0.5) / (width - widths[layer]);
      if (perLayer && gone < least - SAME) {
        all.clear();
      }
      if (!perLayer || gone < least - SAME) {
        least = gone;
        all.addAll(there);
      }
    }
    return all;
  }

  private static int lowest(List<Integer> may, double[] scores, double error) {
    List<Integer> sorted = new ArrayList<>(may);
    sorted.sort(Comparator.comparingDouble(k -> scores[k]));
    if (sorted.size() > 1 && scores[sorted.get(1)] - scores[sorted.get(0)] < UNCERTAIN * error) {
      throw new AssertionError("the test is too close to call: take another seed");
    }
    return sorted.get(0);
  }
}
