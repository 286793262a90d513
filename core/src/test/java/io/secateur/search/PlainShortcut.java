package io.secateur.search;

import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Greedy removal by a shortcut, to the last neuron, as one would write it down first. */
record PlainShortcut(PlainMlp net, Loss loss, Samples samples, int step) {
  /** Costs that differ by less are the same number computed in another order. */
  private static final double SAME = 1e-9;

  /** The library works in single precision and cannot tell apart what is closer than this. */
  private static final double UNCERTAIN = 1e-6;

  /**
   * What a ranking said.
   *
   * @param chosen the neurons that went by it, in order
   * @param best the one that costs least
   * @param least the error without it
   * @param excess how much more the error is without the first that was chosen
   */
  record Round(List<Integer> chosen, int best, double least, double excess) {}

  /** Only those with the lowest −∂E/∂α are measured. */
  List<Round> shortlist(int size) {
    List<Round> rounds = new ArrayList<>();
    double[] gates = net.open();
    for (List<Integer> there = there(gates); !there.isEmpty(); there = there(gates)) {
      Map<Integer, Double> slopes = new HashMap<>();
      there.forEach(k -> slopes.put(k, estimate(gates, k)));
      List<Integer> list = sorted(slopes).stream().limit(size).toList();
      Map<Integer, Double> costs = new HashMap<>();
      list.forEach(k -> costs.put(k, cost(gates, k)));
      rounds.add(round(gates, sorted(costs).stream().limit(step).toList()));
    }
    return rounds;
  }

  /**
   * A queue of costs, the front of which is measured again.
   *
   * @param every after every so many rankings, the first included, all are measured
   */
  List<Round> lazy(int every) {
    List<Round> rounds = new ArrayList<>();
    double[] gates = net.open();
    Map<Integer, Double> queue = new HashMap<>();
    for (List<Integer> there = there(gates); !there.isEmpty(); there = there(gates)) {
      List<Integer> chosen = new ArrayList<>();
      Set<Integer> fresh = new HashSet<>();
      if (rounds.isEmpty()) {
        there.forEach(k -> queue.put(k, cost(gates, k)));
        fresh.addAll(there);
      }
      while (chosen.size() < Math.min(step, there.size())) {
        Map<Integer, Double> waiting = new HashMap<>(queue);
        waiting.keySet().removeAll(chosen);
        int front = sorted(waiting).get(0);
        if (fresh.contains(front)) {
          chosen.add(front);
        } else {
          queue.put(front, cost(gates, front));
          fresh.add(front);
        }
      }
      Map<Integer, Double> measured = new HashMap<>(queue);
      measured.keySet().retainAll(chosen);
      chosen = sorted(measured); // the lowest goes first
      if (rounds.size() % every == 0) {
        there.forEach(k -> queue.put(k, cost(gates, k)));
      }
      queue.keySet().removeAll(chosen);
      rounds.add(round(gates, chosen));
    }
    return rounds;
  }

  /** Closes the gates of the chosen. */
  private Round round(double[] gates, List<Integer> chosen) {
    Map<Integer, Double> costs = new HashMap<>();
    there(gates).forEach(k -> costs.put(k, cost(gates, k)));
    int best = sorted(costs).get(0);
    double error = net.error(loss, samples, gates);
    double more = costs.getOrDefault(chosen.get(0), Double.NaN) - costs.getOrDefault(best, 0.0);
    double excess = more > SAME * error ? more : 0; // a tie is the best
    Round round =
        new Round(
            chosen,
            excess == 0 ? chosen.get(0) : best,
            error + costs.getOrDefault(best, Double.NaN),
            excess);
    chosen.forEach(k -> gates[k] = 0);
    return round;
  }

  private static List<Integer> there(double[] gates) {
    return IntStream.range(0, gates.length).filter(k -> gates[k] == 1).boxed().toList();
  }

  /** E without a neuron minus E with it. */
  private double cost(double[] gates, int neuron) {
    double[] without = gates.clone();
    without[neuron] = 0;
    return net.error(loss, samples, without) - net.error(loss, samples, gates);
  }

  /** −∂E/∂α, from a difference. */
  private double estimate(double[] gates, int neuron) {
    double[] more = gates.clone();
    more[neuron] += 1e-5;
    double[] less = gates.clone();
    less[neuron] -= 1e-5;
    return (net.error(loss, samples, less) - net.error(loss, samples, more)) / 2e-5;
  }

  private List<Integer> sorted(Map<Integer, Double> values) {
    double[] open = net.open();
    double error = net.error(loss, samples, open);
    List<Map.Entry<Integer, Double>> sorted = new ArrayList<>(new TreeMap<>(values).entrySet());
    sorted.sort(Comparator.comparingDouble(e -> Math.rint(e.getValue() / (SAME * error))));
    for (int i = 1; i < sorted.size(); i++) {
      double gap = sorted.get(i).getValue() - sorted.get(i - 1).getValue();
      if (Math.abs(gap) > SAME * error && gap < UNCERTAIN * error) {
        throw new AssertionError("the test is too close to call: take another seed");
      }
    }
    return sorted.stream().map(Map.Entry::getKey).toList();
  }
}
