package io.secateur.engine;

/** The order in which samples are gone through. */
public enum SampleOrder {
  /** As the data has them. */
  AS_GIVEN,
  /**
   * Those first on which the trained network is worst, so that a candidate that cannot win is found
   * out early.
   */
  WORST_FIRST,
  /** By chance, so that the first are a sample of all. */
  SHUFFLED
}
