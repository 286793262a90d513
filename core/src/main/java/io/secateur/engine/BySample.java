package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.util.List;

/**
 * What is asked of E(α) = Σ_b E_b(α) that needs each sample's own derivatives, or second ones. All
 * of it is refused where an operator that neurons are read before has no derivatives.
 */
public interface BySample {
  /**
   * ∂E/∂α, and ∂²E/∂α² estimated from random signs.
   *
   * @param first ∂E/∂α (neurons)
   * @param second ∂²E/∂α² (neurons)
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Sampled(double[] first, Estimate second) {}

  /** Sums of absolute and of squared slopes of single samples, for every neuron. */
  Slopes slopes(Gates gates);

  /**
   * ∂E/∂α, and the diagonal of the Gauss-Newton curvature Σ_b J_bᵀ H_b J_b, of some neurons in
   * their order.
   */
  Derivatives gaussNewton(Gates gates, int... neurons);

  /**
   * Σ_b J_bᵀ F_b J_b of some neurons in their order, with F_b = ∂²E_b/∂z² where the target is what
   * the network itself gives: no target is looked at.
   */
  double[] fisher(Gates gates, int... neurons);

  /**
   * ∂E/∂α, and all pairs of the Gauss-Newton curvature.
   *
   * @throws io.secateur.model.UnusableException if these do not fit into the memory that may be
   *     used
   */
  Expansion expansion(Gates gates, int... neurons);

  /** ∂E/∂α and the exact ∂²E/∂α² of some neurons in their order; one backward pass for each. */
  Derivatives hessian(Gates gates, int... neurons);

  /** The same by so many draws of random signs, which with a sample's number the seed decides. */
  Sampled hessian(Gates gates, int draws, long seed, int... neurons);

  /** What readers take of neurons, one for each of the network's gate sites, in their order. */
  List<Reading> readings(Gates gates);
}
