package io.secateur.engine;

/**
 * What the slopes of single samples come to, for every neuron; sums grow while samples are added.
 *
 * @param absolute Σ_b |∂E_b/∂α|
 * @param squared Σ_b (∂E_b/∂α)²
 */
@SuppressWarnings("ArrayRecordComponent") // sums that grow, never compared
public record Slopes(double[] absolute, double[] squared) {}
