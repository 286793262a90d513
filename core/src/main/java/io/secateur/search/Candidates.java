package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which neurons may go. */
final class Candidates {
  private final Anatomy anatomy;
  private final Allowed allowed;
  private final List<Layer> layers;

  /**
   * @throws io.secateur.model.UnusableException if the network has not what the scope names
   */
  Candidates(Anatomy anatomy, Allowed allowed) {
    Scoped scope = allowed.scope().of(anatomy);
    this.anatomy = anatomy;
    this.allowed = allowed;
    this.layers = anatomy.layers().stream().filter(scope::contains).toList();
  }

  /** Neurons that are still there and whose layer keeps enough others. */
  int[] of(Gates gates) {
    Set<String> wide =
        layers.stream()
            .filter(l -> allowed.mayShrink(anatomy.width(l, gates)))
            .map(Layer::name)
            .collect(Collectors.toSet());
    return IntStream.of(gates.alive())
        .filter(k -> wide.contains(anatomy.neurons().get(k).layer().name()))
        .toArray();
  }

  /** How many neurons may go in all, if nothing else stops it. */
  int most() {
    int most = 0;
    for (Layer layer : layers) {
      int width = layer.width();
      while (width > 0 && allowed.mayShrink(width)) {
        width -= allowed.group(width);
      }
      most += layer.width() - width;
    }
    return most;
  }

  /**
   * How many of the lowest scores decide which so many go: a layer that may run out keeps its least
   * width, and others go instead of these. For a group all of its scores do.
   */
  int deciding(Gates gates, int round) {
    if (allowed.inGroups()) {
      return of(gates).length;
    }
    int leastWidth = allowed.leastWidth();
    long deciding = round;
    long all = 0;
    for (Layer layer : layers) {
      int width = anatomy.width(layer, gates);
      if (width > leastWidth) {
        all += width;
        deciding += width - leastWidth < round ? leastWidth : 0;
      }
    }
    return (int) Math.min(deciding, all);
  }
}
