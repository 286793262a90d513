package io.secateur.study.claims;

import io.secateur.study.experiments.Trace;
import io.secateur.study.views.RoleCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What claims are tested on.
 *
 * @param curves of each experiment that was made, by its name
 * @param roles of each experiment's networks, by seed from 1 on, as far as they were counted
 */
public record Evidence(Map<String, List<Trace>> curves, Map<String, List<RoleCounts>> roles) {
  public Evidence {
    curves = Map.copyOf(curves);
    roles = Map.copyOf(roles);
  }

  /** The seeds of an experiment, in order; none if it was not made. */
  int[] seeds(String experiment) {
    return curves.getOrDefault(experiment, List.of()).stream()
        .mapToInt(Trace::seed)
        .distinct()
        .sorted()
        .toArray();
  }

  /** A curve; null if there is none. */
  @Nullable Trace find(String experiment, int seed, String method) {
    for (Trace trace : curves.getOrDefault(experiment, List.of())) {
      if (trace.seed() == seed && trace.method().equals(method)) {
        return trace;
      }
    }
    return null;
  }

  /** What was counted of a network; null if nothing was. */
  @Nullable RoleCounts roles(String experiment, int seed) {
    List<RoleCounts> counted = roles.getOrDefault(experiment, List.of());
    return seed <= counted.size() ? counted.get(seed - 1) : null;
  }
}
