package io.secateur.compare;

import io.secateur.search.SearchListener;

/** Hears how a comparison goes. */
public interface ComparisonListener extends SearchListener {
  /** Hears nothing. */
  ComparisonListener SILENT = (removal, progress) -> {};

  /**
   * A method's run begins; its removals follow.
   *
   * @param number which of the methods, from 1
   * @param methods how many there are
   */
  default void begins(Method method, int number, int methods) {}

  /** A method's run was found whole in the folder, and is not made again. */
  default void found(Method method, int number, int methods) {}

  /**
   * A network on the way of a run is ranked by all criteria.
   *
   * @param along the run
   * @param removed how many neurons are gone there
   */
  default void ranks(Method along, int removed) {}
}
