package io.secateur.search;

import io.secateur.anatomy.Gates;

/** Hears of every removal as it happens. */
@FunctionalInterface
public interface SearchListener {
  /**
   * A neuron has gone for good.
   *
   * @param removal what happened
   * @param progress the share of the way to the nearest stop that can be foreseen, 0 to 1
   */
  void removed(Removal removal, double progress);

  /** The network as a removal left it, where it was measured; called after {@link #removed}. */
  default void reached(Gates gates) {}

  /** A neuron that was removed is back, and another has gone instead. */
  default void swapped(Swap swap) {}
}
