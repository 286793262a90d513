package io.secateur.engine;

/** The order in which samples are gone through. */
public enum SampleOrder {
  /** As the data has them. */
  AS_GIVEN,
  /**
   * Those first on which the trained network is worst, so that a candidate that cannot win is found
   * out early; but as the data has them where finding that order takes longer than it spares.
   */
  WORST_FIRST
}
