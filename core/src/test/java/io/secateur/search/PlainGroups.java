package io.secateur.search;

import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Removal in groups, the naive way: the whole network for every neuron, all of them sorted, and of
 * each layer so many as leave a multiple.
 */
record PlainGroups(PlainMlp net, Loss loss, Samples samples, int multiple) {

  /** The library works in single precision and cannot tell apart what is closer than this. */
  private static final double UNCERTAIN = 1e-6;

  /** The groups in which neurons go, until no layer can lose one. */
  List<List<Integer>> path(Order order) {
    double[] gates = net.open();
    List<List<Integer>> path = new ArrayList<>();
    double[] scores = scores(gates);
    for (List<Integer> next = next(gates, scores); !next.isEmpty(); next = next(gates, scores)) {
      next.forEach(k -> gates[k] = 0);
      path.add(next);
      scores = order == Order.RERANKED ? scores(gates) : scores;
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

  private List<Integer> next(double[] gates, double... scores) {
    double uncertain = UNCERTAIN * multiple * net.error(loss, samples, gates);
    List<Integer> best = List.of();
    double least = Double.POSITIVE_INFINITY;
    for (int layer = 0; net.first(layer) < gates.length; layer++) {
      List<Integer> alive = new ArrayList<>();
      for (int k = net.first(layer); k < net.first(layer + 1); k++) {
        if (gates[k] == 1) {
          alive.add(k);
        }
      }
      int group = alive.size() % multiple == 0 ? multiple : alive.size() % multiple;
      if (alive.size() - group < multiple) {
        continue;
      }
      alive.sort(Comparator.comparingDouble(k -> scores[k]));
      double sum = 0;
      for (int i = 0; i < group; i++) {
        sum += scores[alive.get(i)];
        requireApart(scores[alive.get(i)], scores[alive.get(i + 1)], uncertain);
      }
      requireApart(sum, least, uncertain);
      if (sum < least) {
        least = sum;
        best = List.copyOf(alive.subList(0, group));
      }
    }
    return best;
  }

  private static void requireApart(double a, double b, double uncertain) {
    if (Math.abs(a - b) < uncertain) {
      throw new AssertionError("the test is too close to call: take another seed");
    }
  }
}
