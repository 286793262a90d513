package io.secateur.compare;

import io.secateur.anatomy.Anatomy;
import io.secateur.search.Allowed;
import io.secateur.search.Amount;
import io.secateur.search.Order;
import io.secateur.search.Schedule;
import io.secateur.search.Stops;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is compared.
 *
 * @param methods each of which prunes the network once
 * @param step with reranked: how many neurons go before the rest are ranked again; null for one
 * @param stops where each run ends; {@link Stops#NEVER} for when nothing more may go
 * @param allowed which neurons may go
 * @param at the shares of a run's removals, 0 to less than 1, after which its network is ranked by
 *     every criterion and by the oracle; empty for nowhere
 * @param folder where whole curves are kept, so that a comparison that was cut short makes only the
 *     others; null for nowhere. Who gives it answers for its being of the same network, data and
 *     plan
 */
public record Plan(
    List<Method> methods,
    @Nullable Amount step,
    Stops stops,
    Allowed allowed,
    List<Double> at,
    @Nullable Path folder) {
  /** At the start, and after a quarter, a half and three quarters of a run. */
  public static final List<Double> QUARTERS = List.of(0.0, 0.25, 0.5, 0.75);

  public Plan {
    methods = List.copyOf(methods);
    at = List.copyOf(at);
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("--by must name at least one criterion");
    }
    List<String> names = methods.stream().map(Method::name).toList();
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new IllegalArgumentException("'" + name + "' is compared with itself; name it once");
      }
    }
    for (double share : at) {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            "--rank-at must be shares of a run from 0 to less than 1, not " + share);
      }
    }
    if (step != null && step.value() == 0) {
      throw new IllegalArgumentException("--step must be more than 0, not " + step);
    }
  }

  /** Every run to the end, until no neuron is left, ranked by all at its quarters. */
  public static Plan of(List<Method> methods) {
    return new Plan(methods, null, Stops.NEVER, Allowed.keeping(0), QUARTERS, null);
  }

  /** The same with a folder. */
  public Plan in(Path other) {
    return new Plan(methods, step, stops, allowed, at, other);
  }

  /** The same, its stops' shares being those of a file. */
  public Plan sharesOf(Anatomy file) {
    return new Plan(methods, step, stops.sharesOf(file), allowed, at, folder);
  }

  /** When a method ranks, in a network of so many neurons. */
  Schedule schedule(Method method, int neurons) {
    long count = step == null || method.order() == Order.SINGLE ? 1 : step.of(neurons);
    int round = (int) Math.max(1, Math.min(count, Integer.MAX_VALUE));
    return Schedule.of(method.order(), round).auditing(method.how().every());
  }
}
