package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import org.jspecify.annotations.Nullable;

/**
 * What a search may take away.
 *
 * @param leastWidth how many neurons every layer keeps: 1 for a network that is to be written, or 0
 * @param scope the layers that may lose neurons
 * @param multiple a layer that loses neurons loses as many at once as bring it to a multiple of
 *     this, and keeps that many at least; 1 for one neuron after another
 * @param budget how what goes is shared out among layers
 * @param latency how long the network takes by the widths of its layers; null if that is not asked
 */
public record Allowed(
    int leastWidth, Scope scope, long multiple, Budget budget, @Nullable LatencyTable latency) {
  public Allowed {
    if (multiple < 1 || multiple > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "--multiple-of must be at least 1 and at most 2147483647, not " + multiple);
    }
  }

  /** Where it does not matter how long the network takes. */
  public Allowed(int leastWidth, Scope scope, long multiple, Budget budget) {
    this(leastWidth, scope, multiple, budget, null);
  }

  /** From one list over all layers. */
  public Allowed(int leastWidth, Scope scope, long multiple) {
    this(leastWidth, scope, multiple, Budget.GLOBAL);
  }

  /** Neurons of any layer that keeps so many, one after another. */
  public static Allowed keeping(int leastWidth) {
    return new Allowed(leastWidth, Scope.ALL, 1);
  }

  /** The neurons that may go now, in order. */
  public int[] candidates(Anatomy anatomy, Gates gates) {
    return new Candidates(anatomy, this).of(gates);
  }

  /** Whether several neurons go at once. */
  boolean inGroups() {
    return multiple > 1;
  }

  /** Why a search ends when nothing more may go. */
  String exhausted() {
    if (!budget.widths().isNone()) {
      return inGroups()
          ? "no layer can lose another group of neurons by the widths asked for"
          : "every layer has the width asked for";
    }
    return inGroups()
        ? "no layer can lose another group of neurons"
        : "no layer can lose another neuron";
  }

  /** How many neurons a layer of this width loses at once. */
  int group(int width) {
    int rest = (int) (width % multiple);
    return rest == 0 ? (int) multiple : rest;
  }

  /**
   * Whether a layer of this width may lose as many as it loses at once.
   *
   * @param least the width that the layer keeps
   */
  boolean mayShrink(int width, int least) {
    return width - group(width) >= (inGroups() ? Math.max(multiple, least) : least);
  }
}
