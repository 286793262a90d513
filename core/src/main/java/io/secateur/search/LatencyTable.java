package io.secateur.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long a network takes when one of its layers is narrower, by the layer and its width.
 *
 * <p>What was measured is made to never fall with the width, by the nearest such numbers in squares
 * (pool adjacent violators), since a layer that is faster when it is wider is noise, or no reason
 * to keep neurons. In between it is linear. What several layers save is taken to add up.
 */
public final class LatencyTable {
  private final Map<String, SortedMap<Integer, Double>> measured = new TreeMap<>();
  private final Map<String, NavigableMap<Integer, Double>> monotone = new HashMap<>();

  /** A run of widths whose numbers were pooled. */
  private record Pool(double mean, int count) {}

  /**
   * @param measured by layer and width, milliseconds for one run
   */
  public LatencyTable(Map<String, ? extends Map<Integer, Double>> measured) {
    measured.forEach(
        (layer, millis) -> {
          SortedMap<Integer, Double> sorted = new TreeMap<>(millis);
          if (sorted.isEmpty() || !sorted.values().stream().allMatch(t -> t >= 0 && t < 1e12)) {
            throw new IllegalArgumentException("no times are known of layer '" + layer + "'");
          }
          this.measured.put(layer, sorted);
          monotone.put(layer, monotone(sorted));
        });
  }

  /** As it was measured. */
  public Map<String, SortedMap<Integer, Double>> measured() {
    return measured;
  }

  /** Whether it is known how long the network takes at each of a layer's widths, from 1. */
  public boolean covers(String layer, int width) {
    NavigableMap<Integer, Double> millis = monotone.get(layer);
    return millis != null && millis.firstKey() <= 1 && millis.lastKey() >= width;
  }

  /** Milliseconds where a layer has this width and the others are whole. */
  public double millis(String layer, int width) {
    NavigableMap<Integer, Double> known = Objects.requireNonNull(monotone.get(layer));
    Map.Entry<Integer, Double> below = known.floorEntry(width);
    Map.Entry<Integer, Double> above = known.ceilingEntry(width);
    if (below == null || above == null) { // as the nearest that is known
      return below == null ? known.firstEntry().getValue() : below.getValue();
    }
    int gap = above.getKey() - below.getKey();
    double part = gap == 0 ? 0 : (double) (width - below.getKey()) / gap;
    return below.getValue() + part * (above.getValue() - below.getValue());
  }

  private static NavigableMap<Integer, Double> monotone(SortedMap<Integer, Double> sorted) {
    Deque<Pool> pools = new ArrayDeque<>();
    for (double millis : sorted.values()) {
      Pool last = new Pool(millis, 1);
      while (!pools.isEmpty() && pools.getLast().mean() > last.mean()) {
        Pool before = pools.removeLast();
        int count = before.count() + last.count();
        last =
            new Pool((before.mean() * before.count() + last.mean() * last.count()) / count, count);
      }
      pools.addLast(last);
    }
    List<Double> values = new ArrayList<>();
    pools.forEach(
        pool -> {
          for (int i = 0; i < pool.count(); i++) {
            values.add(pool.mean());
          }
        });
    NavigableMap<Integer, Double> result = new TreeMap<>();
    sorted.keySet().forEach(width -> result.put(width, values.get(result.size())));
    return result;
  }
}
