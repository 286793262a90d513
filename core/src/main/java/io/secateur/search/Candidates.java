package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Which neurons may go. */
final class Candidates {
  private final Anatomy anatomy;
  private final Allowed allowed;
  private final Savings savings;
  private final List<Shrinking> layers = new ArrayList<>();

  /**
   * A layer that may lose neurons.
   *
   * @param least the width that it keeps
   */
  private record Shrinking(Layer layer, int least) {}

  /**
   * @throws io.secateur.model.UnusableException if the network has not what the scope or the widths
   *     name
   */
  Candidates(Anatomy anatomy, Allowed allowed) {
    Scoped scope = allowed.scope().of(anatomy);
    Map<String, Integer> widths = allowed.budget().widths().of(anatomy, scope);
    this.anatomy = anatomy;
    this.allowed = allowed;
    this.savings = new Savings(anatomy, allowed);
    for (Layer layer : anatomy.layers()) {
      if (scope.contains(layer)) {
        layers.add(new Shrinking(layer, widths.getOrDefault(layer.name(), allowed.leastWidth())));
      }
    }
  }

  /** Whether the lowest scores of all need not be the ones that go, but those of each layer. */
  boolean areApart() {
    return allowed.budget().perLayer() || !savings.areEqual();
  }

  /** Neurons that are still there and whose layer keeps enough others. */
  int[] of(Gates gates) {
    return neurons(gates, shrinkable(gates));
  }

  /**
   * Those of the layer whose turn it is, where all layers lose the same share; otherwise all that
   * may go.
   */
  int[] inTurn(Gates gates) {
    List<Shrinking> may = shrinkable(gates);
    if (!allowed.budget().perLayer() || may.isEmpty()) {
      return neurons(gates, may);
    }
    Shrinking next = may.get(0);
    for (Shrinking layer : may) {
      next = isBehind(layer, next, gates) ? layer : next;
    }
    return neurons(gates, List.of(next));
  }

  /**
   * Whether a layer is behind another: with r neurons gone, g that go next and n to go, (r + g/2) /
   * n is less, so that at every moment each has lost its share, rounded to the nearest (the
   * divisors of Webster and Sainte-Laguë).
   */
  private boolean isBehind(Shrinking layer, Shrinking other, Gates gates) {
    return twiceGone(layer, gates) * toGo(other) < twiceGone(other, gates) * toGo(layer);
  }

  private long twiceGone(Shrinking layer, Gates gates) {
    int width = anatomy.width(layer.layer(), gates);
    return 2L * (layer.layer().width() - width) + allowed.group(width);
  }

  /** What it is to lose, or all that it has where no widths are given. */
  private long toGo(Shrinking layer) {
    boolean isGiven = !allowed.budget().widths().isNone();
    return (long) layer.layer().width() - (isGiven ? layer.least() : 0);
  }

  private List<Shrinking> shrinkable(Gates gates) {
    return layers.stream()
        .filter(l -> allowed.mayShrink(anatomy.width(l.layer(), gates), l.least()))
        .toList();
  }

  private int[] neurons(Gates gates, List<Shrinking> of) {
    Set<String> names = new HashSet<>();
    of.forEach(l -> names.add(l.layer().name()));
    return IntStream.of(gates.alive())
        .filter(k -> names.contains(anatomy.neurons().get(k).layer().name()))
        .toArray();
  }

  /** Neurons of a layer that are still there. */
  int[] peers(Layer layer, Gates gates) {
    return IntStream.range(layer.firstNeuron(), layer.firstNeuron() + layer.width())
        .filter(gates::isOpen)
        .toArray();
  }

  /** Neurons in order of their numbers, layer by layer. */
  List<int[]> byLayer(int... choice) {
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    for (int k : choice) {
      String layer = anatomy.neurons().get(k).layer().name();
      parts.computeIfAbsent(layer, l -> new ArrayList<>()).add(k);
    }
    return parts.values().stream().map(part -> part.stream().mapToInt(k -> k).toArray()).toList();
  }

  /** How many neurons may go in all, if nothing else stops it. */
  int most() {
    int most = 0;
    for (Shrinking layer : layers) {
      int width = layer.layer().width();
      while (width > 0 && allowed.mayShrink(width, layer.least())) {
        width -= allowed.group(width);
      }
      most += layer.layer().width() - width;
    }
    return most;
  }

  /** How many of the lowest scores of one layer's neurons decide which so many go. */
  int deciding(int[] part, int round) {
    boolean alike = savings.areEqualIn(anatomy.neurons().get(part[0]).layer());
    return alike && !allowed.inGroups() ? Math.min(round, part.length) : part.length;
  }

  /**
   * How many of the lowest scores decide which so many go: a layer that may run out keeps its least
   * width, and others go instead of these. For a group all of its scores do.
   */
  int deciding(Gates gates, int round) {
    if (allowed.inGroups()) {
      return of(gates).length;
    }
    long deciding = round;
    long all = 0;
    for (Shrinking layer : layers) {
      int width = anatomy.width(layer.layer(), gates);
      if (width > layer.least()) {
        all += width;
        deciding += width - layer.least() < round ? layer.least() : 0;
      }
    }
    return (int) Math.min(deciding, all);
  }
}
