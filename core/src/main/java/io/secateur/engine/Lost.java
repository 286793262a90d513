package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import org.bytedeco.pytorch.Tensor;

/**
 * What a reader loses when a neuron goes: the neuron's output, as it would be given to the reader
 * with its gate at 1. All criteria take it from here, so that ∂E/∂α_k = Σ lost · ∂E/∂(what the
 * reader takes), the sum over all places where k is read.
 */
final class Lost {
  private final Network network;
  private final Gates gates;

  Lost(Network network, Gates gates) {
    this.network = network;
    this.gates = gates;
  }

  /**
   * Shaped like what the reader is given: along the site's axis, what is lost of each neuron.
   *
   * @param input what the reader is given, without any gates
   */
  Tensor at(GateSite site, Tensor input) {
    Tensor lost = input;
    for (GateSite other : network.sites(site.node(), site.slot())) {
      Tensor factor = other.equals(site) ? null : network.factor(other, gates);
      lost = factor == null ? lost : lost.mul(factor.to(input.scalar_type()));
    }
    return lost;
  }
}
