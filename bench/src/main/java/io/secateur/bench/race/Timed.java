package io.secateur.bench.race;

import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.engine.SampleOrder;

/** A criterion that says how long it was asked. */
final class Timed implements Criterion {
  private final Criterion criterion;
  private double seconds;

  Timed(Criterion criterion) {
    this.criterion = criterion;
  }

  /** All its rankings so far. */
  double seconds() {
    return seconds;
  }

  @Override
  public double[] scores(Subject subject) {
    long start = System.nanoTime();
    double[] scores = criterion.scores(subject);
    seconds += Greedy.since(start);
    return scores;
  }

  @Override
  public double[] measured(Subject subject) {
    return criterion.measured(subject);
  }

  @Override
  public boolean remembers() {
    return criterion.remembers();
  }

  @Override
  public void remember(Subject subject) {
    criterion.remember(subject);
  }

  @Override
  public boolean drops() {
    return criterion.drops();
  }

  @Override
  public SampleOrder samples() {
    return criterion.samples();
  }

  @Override
  public double tie(double error) {
    return criterion.tie(error);
  }
}
