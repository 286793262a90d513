package io.secateur;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.compare.Profile;
import io.secateur.compare.Profiles;
import io.secateur.compare.Surface;
import io.secateur.compare.Sweep;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.report.FirstWeights;
import io.secateur.report.page.Portrait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What there is to see of each neuron, for the walk of a page: its error surface in the trained
 * network and just before it went, how its outputs are spread, and what its weights look at.
 */
final class Portraits {
  /** The paper's range of α, in steps that a small picture shows. */
  private static final Sweep SWEEP = new Sweep(0, 10, 0.2);

  /** Multiply-adds that all surfaces of a page may take, were every point a whole pass. */
  private static final double MOST_WORK = 1e13;

  /** More neurons have no room for portraits in a page. */
  private static final int MOST_NEURONS = 1000;

  private Portraits() {}

  /**
   * Of all neurons of a network; of none if there are very many.
   *
   * @param objective the error on the data that neurons were ranked on
   * @param by the criterion that took them
   * @param taken what went, in order
   */
  static List<Portrait> of(Objective objective, String by, List<Neuron> taken) {
    Network network = objective.network();
    int neurons = network.anatomy().neurons().size();
    if (neurons > MOST_NEURONS) {
      return List.of();
    }
    Gates open = network.anatomy().open();
    List<Profile> profiles = Profiles.of(objective, open);
    Map<Integer, Portrait.Looks> looks = FirstWeights.of(network);
    double pass = (double) network.anatomy().costs().flops(open) * objective.samples();
    boolean isCheap = pass * SWEEP.values().length * 2 * neurons <= MOST_WORK;
    List<List<Portrait.Surface>> surfaces = isCheap ? surfaces(objective, by, taken) : List.of();
    List<Portrait> portraits = new ArrayList<>();
    for (int k = 0; k < neurons; k++) {
      portraits.add(
          new Portrait(
              k,
              isCheap ? surfaces.get(k) : List.of(),
              histogram(profiles.get(k).histogram()),
              looks.get(k)));
    }
    return portraits;
  }

  /** By the neurons' numbers. */
  private static List<List<Portrait.Surface>> surfaces(
      Objective objective, String by, List<Neuron> taken) {
    Gates gates = objective.network().anatomy().open();
    List<List<Portrait.Surface>> surfaces = new ArrayList<>();
    for (Neuron neuron : objective.network().anatomy().neurons()) {
      surfaces.add(new ArrayList<>(List.of(surface(objective, gates, neuron, "trained"))));
    }
    for (int i = 0; i < taken.size(); i++) {
      Neuron neuron = taken.get(i);
      if (i > 0) {
        String name = "when " + by + " took it, " + i + " gone before";
        surfaces.get(neuron.id()).add(surface(objective, gates, neuron, name));
      }
      gates = objective.close(gates, neuron.id());
    }
    return surfaces;
  }

  private static Portrait.Surface surface(
      Objective objective, Gates gates, Neuron neuron, String name) {
    Surface surface = Surface.of(objective, gates, neuron, SWEEP);
    return new Portrait.Surface(name, surface.values(), surface.errors());
  }

  private static Portrait.Histogram histogram(Profile.Histogram histogram) {
    return new Portrait.Histogram(
        histogram.from(),
        histogram.to(),
        histogram.counts().stream().mapToLong(Long::longValue).toArray());
  }
}
