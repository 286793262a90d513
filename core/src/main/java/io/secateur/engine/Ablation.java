package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.util.function.IntPredicate;

/** A way to measure what a network is without some of its neurons. */
interface Ablation {
  /** Samples in a block. */
  int BLOCK = io.secateur.engine.kernels.Kernels.BLOCK;

  /** Of which neurons it can say what the network under these gates is without them. */
  IntPredicate covering(Gates gates);

  /**
   * The total error without each candidate; of one that is above a bound, perhaps only a part of it
   * that already is.
   */
  double[] without(Gates gates, int[] candidates, double bound);

  /**
   * The errors of some blocks' samples without each candidate.
   *
   * @return (candidates, samples of the blocks)
   */
  double[][] bySample(Gates gates, int[] candidates, int from, int to);
}
