package io.secateur.search;

import io.secateur.anatomy.Layer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a scope is of a network.
 *
 * @param layers the names of those that may lose neurons
 * @param kept those that could be pruned and are left out
 */
public record Scoped(Set<String> layers, List<Kept> kept) {
  private static final int NAMED = 3;

  public Scoped {
    layers = Set.copyOf(layers);
    kept = List.copyOf(kept);
  }

  /**
   * A layer that is left out.
   *
   * @param layer the layer
   * @param because where some of the nodes that make it are in scope, those that are not; else
   *     empty
   */
  public record Kept(Layer layer, List<String> because) {
    public Kept {
      because = List.copyOf(because);
    }

    public boolean isCoupled() {
      return !because.isEmpty();
    }

    @Override
    public String toString() {
      String names = because.stream().limit(NAMED).collect(Collectors.joining(", "));
      int more = because.size() - NAMED;
      return layer + " with " + names + (more > 0 ? " and " + more + " more" : "");
    }
  }

  /** Whether a layer may lose neurons. */
  public boolean contains(Layer layer) {
    return layers.contains(layer.name());
  }

  /** Those that are left out for others that make the same neurons. */
  public List<Kept> coupled() {
    return kept.stream().filter(Kept::isCoupled).toList();
  }

  /** What is left out, in words. */
  public String sentence() {
    String left =
        "Of the layers that can be pruned, "
            + kept.size()
            + (kept.size() == 1 ? " is" : " are")
            + " left out.";
    String coupled = coupled().stream().map(Kept::toString).collect(Collectors.joining("; "));
    return coupled.isEmpty()
        ? left
        : left + " These among them share their neurons with what was left out: " + coupled + ".";
  }
}
