package io.secateur.bench.coverage;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Chain;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Slice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The channels and units that the nodes of a network make. A neuron that lives in several of them,
 * such as a shortcut's, counts in each; those that are the graph's outputs do not count, since they
 * are what the network is for.
 *
 * @param all how many there are
 * @param prunable how many of them belong to neurons that can be removed
 * @param staying the others, by the reason why they stay, without the names of nodes
 */
record Channels(long all, long prunable, Map<String, Long> staying) {
  private static final String OUTPUT = "it is the graph's output";

  /** An axis along which a node makes channels. */
  private record Made(String value, int axis) {}

  static Channels of(Anatomy anatomy) {
    Map<Made, Slice> slices = new HashMap<>();
    anatomy.slices().stream()
        .filter(s -> !s.operand().isConstant())
        .forEach(s -> slices.put(new Made(s.operand().value(), s.axis()), s));
    long prunable = 0;
    Set<Made> seen = new HashSet<>();
    Map<String, Long> staying = new LinkedHashMap<>();
    for (Layer layer : anatomy.layers()) {
      String reason = layer.reason();
      Chain chain = anatomy.chain(layer);
      if (reason != null && !reason.startsWith(OUTPUT)) {
        long channels = (long) layer.width() * chain.writers().size();
        staying.merge(reason.replaceAll("node '.*' \\((.+?)\\)", "$1"), channels, Long::sum);
      }
      for (Chain.Stop stop : chain.writers()) {
        Made made = new Made(stop.value(), stop.axis());
        Slice slice = slices.get(made);
        if (seen.add(made) && slice != null) {
          for (int neuron : slice.neurons()) {
            prunable += neuron < 0 ? 0 : 1;
          }
        }
      }
    }
    long stay = staying.values().stream().mapToLong(n -> n).sum();
    return new Channels(prunable + stay, prunable, staying);
  }

  /** Among all that a user may want to lose; 1 where there is nothing. */
  double share() {
    return all == 0 ? 1 : (double) prunable / all;
  }

  /** Why the others stay, the most frequent reason first. */
  String reasons() {
    return staying.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(e -> e.getKey() + " (" + e.getValue() + ")")
        .collect(Collectors.joining("; "));
  }
}
