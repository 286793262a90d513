package io.secateur.study.claims;

import io.secateur.study.experiments.Trace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The curves that claims are tested on.
 *
 * @param curves of each experiment that was made, by its name
 */
public record Evidence(Map<String, List<Trace>> curves) {
  public Evidence {
    curves = Map.copyOf(curves);
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
}
