package io.secateur.compare;

import java.util.List;

/**
 * What a comparison of ways to prune a network found.
 *
 * @param error the error's word, such as squared
 * @param samples how many the ranking data has
 * @param neurons how many can be removed
 * @param curves one for each method, as far as it got
 * @param qualities rankings held against the oracle's: of every criterion along the oracle's run,
 *     and of each along its own
 * @param isWhole false if it was interrupted
 */
public record Comparison(
    String error,
    int samples,
    int neurons,
    List<Curve> curves,
    List<RankQuality> qualities,
    boolean isWhole) {
  public Comparison {
    curves = List.copyOf(curves);
    qualities = List.copyOf(qualities);
  }
}
