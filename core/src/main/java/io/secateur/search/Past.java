package io.secateur.search;

import java.util.List;

/**
 * What a search did until it was cut short.
 *
 * @param removals what went, in order
 * @param swaps what came back after that, and for what, in order
 */
public record Past(List<Removal> removals, List<Swap> swaps) {
  /** Nothing. */
  public static final Past NONE = new Past(List.of(), List.of());

  public Past {
    removals = List.copyOf(removals);
    swaps = List.copyOf(swaps);
  }

  /** Without swaps. */
  public static Past of(List<Removal> removals) {
    return new Past(removals, List.of());
  }

  public boolean isNone() {
    return removals.isEmpty() && swaps.isEmpty();
  }
}
