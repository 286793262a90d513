package io.secateur;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.compare.Profile;
import io.secateur.compare.Profiles;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.report.FirstWeights;
import io.secateur.report.Sightings;
import io.secateur.report.page.Portrait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What there is to see of each neuron, for the walk of a page: its error surface in the trained
 * network and just before it went, how its outputs are spread, what its weights look at, and what
 * in the picture it answers to.
 */
final class Portraits {
  /** The paper's range of α, closer where the network is as it is. */
  private static final double[] GAINS =
      DoubleStream.concat(
              IntStream.rangeClosed(0, 20).mapToDouble(i -> i / 10.0),
              IntStream.rangeClosed(5, 20).mapToDouble(i -> i / 2.0))
          .toArray();

  /** More neurons have no room for a histogram each. */
  private static final int MOST_NEURONS = 10_000;

  /** More surfaces than this make a page heavy; two of a neuron. */
  private static final int MOST_SURFACES = 1000;

  private Portraits() {}

  /**
   * Of all neurons of a network; of none if there are very many.
   *
   * @param objective the error on the data that neurons were ranked on
   * @param shown the error on the samples of it whose outputs are shown; may be the same
   * @param by the criterion that took them
   * @param taken what went, in order
   */
  static List<Portrait> of(
      ErrorFunction objective, Objective shown, String by, List<Neuron> taken) {
    Network network = objective.network();
    int neurons = network.anatomy().neurons().size();
    if (neurons > MOST_NEURONS) {
      return List.of();
    }
    Gates open = network.anatomy().open();
    List<Profile> profiles = Profiles.of(shown, open);
    Map<Integer, Portrait.Looks> looks = FirstWeights.of(network);
    Map<Integer, Portrait.Looks> answers = Sightings.of(shown, open);
    Map<Integer, List<Portrait.Surface>> surfaces = surfaces(objective, by, taken);
    List<Portrait> portraits = new ArrayList<>();
    for (int k = 0; k < neurons; k++) {
      portraits.add(
          new Portrait(
              k,
              surfaces.getOrDefault(k, List.of()),
              histogram(profiles.get(k).histogram()),
              looks.get(k),
              answers.get(k)));
    }
    return portraits;
  }

  /** By the neurons' numbers; evenly spread over the run where they would be too many. */
  private static Map<Integer, List<Portrait.Surface>> surfaces(
      ErrorFunction objective, String by, List<Neuron> taken) {
    Map<Integer, List<Portrait.Surface>> surfaces = new HashMap<>();
    Gates gates = objective.network().anatomy().open();
    List<Neuron> all = new ArrayList<>(taken);
    objective.network().anatomy().neurons().stream()
        .filter(neuron -> !taken.contains(neuron))
        .forEach(all::add);
    double room = Effort.MOST / Math.max(1, 2 * GAINS.length * Effort.value(objective));
    int every = (int) Math.ceil(all.size() / Math.min(MOST_SURFACES / 2.0, Math.max(1, room)));
    for (int i = 0; i < all.size(); i += every) {
      Neuron neuron = all.get(i);
      surfaces.put(
          neuron.id(), new ArrayList<>(List.of(surface(objective, gates, neuron, "trained"))));
    }
    for (int i = 0; i < taken.size(); i++) {
      Neuron neuron = taken.get(i);
      if (i > 0 && i % every == 0) {
        String name = "when " + by + " took it, " + i + " gone before";
        surfaces
            .computeIfAbsent(neuron.id(), k -> new ArrayList<>())
            .add(surface(objective, gates, neuron, name));
      }
      gates = objective.close(gates, neuron.id());
    }
    return surfaces;
  }

  private static Portrait.Surface surface(
      ErrorFunction objective, Gates gates, Neuron neuron, String name) {
    return new Portrait.Surface(name, GAINS, objective.along(gates, neuron.id(), GAINS));
  }

  private static Portrait.Histogram histogram(Profile.Histogram histogram) {
    return new Portrait.Histogram(
        histogram.from(),
        histogram.to(),
        histogram.counts().stream().mapToLong(Long::longValue).toArray());
  }
}
