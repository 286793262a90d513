package io.secateur.search;

import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Swaps as one would write them down first: every exchange is tried on the whole network. */
record PlainSwaps(PlainMlp net, Loss loss, Samples samples, boolean withinLayers) {
  /** The library works in single precision and cannot tell apart what is closer than this. */
  private static final double UNCERTAIN = 1e-6;

  /** One neuron back, another out, and the error then. */
  record Exchange(int back, int out, double error) {}

  /**
   * All exchanges, until none helps.
   *
   * @param removed what went, in order
   * @param keeps whether a network is one that may be had
   */
  List<Exchange> run(List<Integer> removed, Predicate<double[]> keeps) {
    List<Integer> circle = new ArrayList<>(removed);
    double[] gates = net.open();
    circle.forEach(k -> gates[k] = 0);
    List<Exchange> exchanges = new ArrayList<>();
    double error = net.error(loss, samples, gates);
    int place = 0;
    for (int idle = 0; idle < circle.size(); idle++, place = (place + 1) % circle.size()) {
      int back = circle.get(place);
      gates[back] = 1;
      int best = back;
      double least = error;
      for (int k = 0; k < gates.length; k++) {
        if (gates[k] == 0 || k == back || (withinLayers && net.layer(k) != net.layer(back))) {
          continue;
        }
        gates[k] = 0;
        double without = net.error(loss, samples, gates);
        if (isWidthOne(net.layer(k), gates) || !keeps.test(gates)) {
          without = Double.POSITIVE_INFINITY;
        }
        gates[k] = 1;
        if (Math.abs(without - least) < UNCERTAIN * error) {
          throw new AssertionError("the test is too close to call: take another seed");
        }
        if (without < least) {
          best = k;
          least = without;
        }
      }
      gates[best] = 0;
      circle.set(place, best);
      if (best != back) {
        exchanges.add(new Exchange(back, best, least));
        error = least;
        idle = -1;
      }
    }
    return exchanges;
  }

  /** Whether nothing is left of a layer. */
  private boolean isWidthOne(int layer, double... gates) {
    for (int k = net.first(layer); k < net.first(layer + 1); k++) {
      if (gates[k] == 1) {
        return false;
      }
    }
    return true;
  }
}
