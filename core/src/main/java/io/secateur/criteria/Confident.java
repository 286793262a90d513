package io.secateur.criteria;

import io.secateur.engine.SampleOrder;
import java.util.Arrays;

/**
 * Brute force that drops a candidate once a paired confidence bound says that it will not be among
 * the lowest. It may be wrong with the probability that is left.
 *
 * @param level how sure a bound is
 */
record Confident(double level) implements Criterion {
  private static final BruteForce MEASURED = new BruteForce();

  /** Exact for those that were measured to the end, infinite for those that were dropped. */
  @Override
  public double[] scores(Subject subject) {
    double[] totals =
        subject
            .objective()
            .estimate(
                subject.gates(),
                subject.candidates(),
                subject.wanted(),
                2 * tie(subject.error()),
                level);
    return Arrays.stream(totals).map(total -> total - subject.error()).toArray();
  }

  @Override
  public double[] measured(Subject subject) {
    return MEASURED.scores(subject);
  }

  /** For those that are measured to the end. */
  @Override
  public SampleOrder samples() {
    return MEASURED.samples();
  }

  @Override
  public boolean drops() {
    return true;
  }

  @Override
  public double tie(double error) {
    return MEASURED.tie(error);
  }
}
