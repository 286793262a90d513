package io.secateur.engine;

/**
 * Derivatives of E at some gates, for every neuron; sums grow while samples are added.
 *
 * @param first ∂E/∂α
 * @param second Σ o² ∂²E/∂o² by the diagonal recursion, which leaves out what two places of a
 *     neuron do together
 */
@SuppressWarnings("ArrayRecordComponent") // sums that grow, never compared
public record Derivatives(double[] first, double[] second) {
  static Derivatives zero(int neurons) {
    return new Derivatives(new double[neurons], new double[neurons]);
  }
}
