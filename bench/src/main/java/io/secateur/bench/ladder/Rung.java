package io.secateur.bench.ladder;

/**
 * What one way to prune keeps.
 *
 * @param by the criterion
 * @param repair how removals are repaired
 * @param accuracies at each of the shares of FLOPs that were asked for, in their order; NaN where
 *     the run ended before
 * @param passes what ranking asked of the network, in forward passes over the ranking data
 * @param seconds that the run took, but for the accuracies
 */
@SuppressWarnings("ArrayRecordComponent") // printed, never compared
public record Rung(String by, String repair, double[] accuracies, double passes, double seconds) {}
