package io.secateur.engine;

/**
 * A quadratic form that E(α) is like, with all pairs of some neurons.
 *
 * @param neurons the neurons, which give rows and columns their order
 * @param first ∂E/∂α (neurons)
 * @param second ∂²E/∂α_j∂α_k, or what stands for it (neurons, neurons)
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Expansion(int[] neurons, double[] first, double[][] second) {}
