package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.util.function.IntPredicate;

/** A way to measure what a network is without some of its neurons. */
interface Ablation {
  /** Samples in a block, the unit in which errors are told apart. */
  int BLOCK = io.secateur.engine.kernels.Kernels.BLOCK;

  /** Of which neurons it can say what the network under these gates is without them. */
  IntPredicate covering(Gates gates);

  /**
   * The total error without each candidate; of one that is above a bound, perhaps only a part of it
   * that already is.
   */
  double[] without(Gates gates, int[] candidates, double bound);

  /**
   * The error without each candidate on some blocks of samples.
   *
   * @return (candidates, to − from)
   */
  double[][] byBlock(Gates gates, int[] candidates, int from, int to);
}
