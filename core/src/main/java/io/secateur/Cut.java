package io.secateur;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.Network;
import io.secateur.model.Model;
import io.secateur.surgery.Gating;
import io.secateur.surgery.Surgery;

/**
 * A model with its gates written in, and the same without the neurons whose gates are closed.
 *
 * @param anatomy what both were made by
 * @param gated the original, which multiplies by its gates
 * @param pruned what is left of it
 */
record Cut(Anatomy anatomy, Model gated, Model pruned) {
  /**
   * Both, of the network as its gates leave it: where weights were fitted anew, the model with
   * these is what is gated and cut.
   *
   * @param data whose shapes the network runs on
   */
  static Cut of(Workspace work, Dataset data, Gates gates) {
    return work.repaired(gates, data, (source, network) -> of(source, network, gates));
  }

  private static Cut of(Model source, Network network, Gates gates) {
    return new Cut(
        network.anatomy(),
        Gating.apply(source, network.anatomy(), gates, network.shapes()),
        Surgery.remove(source, network.anatomy(), gates));
  }
}
