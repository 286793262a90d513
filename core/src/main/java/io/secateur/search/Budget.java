package io.secateur.search;

/**
 * How what goes is shared out among layers.
 *
 * @param widths how wide layers are to be in the end
 * @param perLayer whether all layers lose the same share of what they are to lose, at every moment;
 *     otherwise neurons of all layers stand in one list
 * @param per what the scores in that list are divided by
 * @param swaps how many removed neurons at most come back in the end, for others
 */
public record Budget(Widths widths, boolean perLayer, Per per, long swaps) {
  /** One list over all layers, as scores are, and no widths. */
  public static final Budget GLOBAL = new Budget(Widths.NONE, false, Per.NEURON, 0);

  public Budget {
    if (perLayer && per != Per.NEURON) {
      throw new IllegalArgumentException(
          "--per-layer says itself which layer is next, so --per "
              + per.word()
              + " does not go with it");
    }
    if (swaps < 0) {
      throw new IllegalArgumentException("--swaps must be 0 or more, not " + swaps);
    }
  }

  /** Without swaps. */
  public Budget(Widths widths, boolean perLayer) {
    this(widths, perLayer, Per.NEURON, 0);
  }

  /** Whether layers have widths that a swap between two of them would break. */
  boolean keepsWidths() {
    return perLayer || !widths.isNone() || per != Per.NEURON;
  }
}
