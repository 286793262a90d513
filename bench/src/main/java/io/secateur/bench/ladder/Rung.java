package io.secateur.bench.ladder;

/**
 * What one way to prune keeps.
 *
 * @param by the criterion
 * @param repair how removals are repaired
 * @param accuracies at each of the shares of FLOPs that were asked for, in their order; NaN where
 *     the run ended before
 * @param seconds that the whole run took
 */
@SuppressWarnings("ArrayRecordComponent") // printed, never compared
public record Rung(String by, String repair, double[] accuracies, double seconds) {}
