package io.secateur.study.claims;

import io.secateur.study.experiments.Trace;
import io.secateur.study.views.RoleCounts;
import java.util.function.ToDoubleFunction;

/**
 * One network of an experiment, as a measure sees it.
 *
 * @param evidence all curves
 * @param experiment the experiment's name
 * @param seed the network's
 */
record Run(Evidence evidence, String experiment, int seed) {
  /** There is no such curve, so nothing can be said. */
  static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Trace bruteForce() {
    return of("brute-force, reranked");
  }

  Trace second() {
    return of("second-order, reranked");
  }

  Trace first() {
    return of("first-order, reranked");
  }

  /** The curve of any method. */
  Trace of(String method) {
    return in(experiment, method);
  }

  /** The curve of the network with the same seed in another experiment. */
  Trace in(String other, String method) {
    Trace trace = evidence.find(other, seed, method);
    if (trace == null) {
      throw new MissingException();
    }
    return trace;
  }

  /** Who carries the network, and who cancels whom. */
  RoleCounts roles() {
    RoleCounts roles = evidence.roles(experiment, seed);
    if (roles == null) {
      throw new MissingException();
    }
    return roles;
  }

  /** What a measure gives; NaN if what it needs was not made. */
  double value(ToDoubleFunction<Run> measure) {
    try {
      return measure.applyAsDouble(this);
    } catch (MissingException e) {
      return Double.NaN;
    }
  }
}
