package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.util.function.IntPredicate;

/** A way to measure what a network is without some of its neurons. */
interface Ablation {
  /** So many samples are a look: the first, and what a longer one is made of. */
  int LOOK = 64;

  /** Of which neurons it can say what the network under these gates is without them. */
  IntPredicate covering(Gates gates);

  /** Whether a sample's error is the same whichever others go with it; tried on a candidate. */
  boolean tellsSamplesApart(Gates gates, int candidate);

  /** The total error without each candidate. */
  double[] without(Gates gates, int[] candidates);

  /**
   * The total error without each candidate; of one that is above the bound, which is drawn tighter
   * on the way, perhaps only a part of it that already is.
   */
  double[] lowest(Gates gates, int[] candidates, Bound bound);

  /**
   * The errors of some looks' samples without each candidate.
   *
   * @return (candidates, samples of the looks)
   */
  double[][] bySample(Gates gates, int[] candidates, int from, int to);
}
