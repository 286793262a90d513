package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which neurons may go.
 *
 * @param leastWidth how many neurons every layer keeps
 */
record Candidates(Anatomy anatomy, int leastWidth) {
  /** Neurons that are still there and whose layer keeps enough others. */
  int[] of(Gates gates) {
    Set<String> wide =
        anatomy.layers().stream()
            .filter(l -> l.isPrunable() && anatomy.width(l, gates) > leastWidth)
            .map(Layer::name)
            .collect(Collectors.toSet());
    return IntStream.of(gates.alive())
        .filter(k -> wide.contains(anatomy.neurons().get(k).layer().name()))
        .toArray();
  }

  /**
   * How many of the lowest scores decide which so many go: a layer that may run out keeps its least
   * width, and others go instead of these.
   */
  int deciding(Gates gates, int round) {
    long deciding = round;
    long all = 0;
    for (Layer layer : anatomy.layers()) {
      int width = layer.isPrunable() ? anatomy.width(layer, gates) : 0;
      if (width > leastWidth) {
        all += width;
        deciding += width - leastWidth < round ? leastWidth : 0;
      }
    }
    return (int) Math.min(deciding, all);
  }
}
