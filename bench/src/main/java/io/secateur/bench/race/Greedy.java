package io.secateur.bench.race;

import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Subject;
import io.secateur.criteria.Threshold;
import io.secateur.engine.Measuring;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.Objective;
import io.secateur.engine.SampleOrder;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.search.Order;
import io.secateur.search.Search;
import io.secateur.search.SearchResult;
import io.secateur.search.Stops;
import java.util.List;

/**
 * The project's own ranking, and its own search, which ranks again after every removal, down to
 * empty layers if need be.
 *
 * @param work the network and its data
 * @param measure the error
 */
record Greedy(Workspace work, ErrorMeasure measure) {
  static final String EXACT = "brute-force";
  static final String ESTIMATE = "first-order";

  /** Every run has an objective of its own, so that none finds what another has computed. */
  Objective objective(Oracle oracle, SampleOrder samples) {
    Measuring how = Measuring.DEFAULT.with(oracle).with(samples);
    return new Objective(work.network(), work.data(), measure, how);
  }

  int neurons() {
    return work.network().anatomy().neurons().size();
  }

  private static Criterion criterion(String by) {
    return Criteria.of(by, new Criteria.Options(Threshold.NONE, 1));
  }

  /** As planned, to the end. */
  Run run(Oracle oracle, String by, Plan plan) {
    return run(oracle, by, plan, Double.POSITIVE_INFINITY);
  }

  /** As planned; a search begins no removal after so many seconds, but makes at least one. */
  Run run(Oracle oracle, String by, Plan plan, double seconds) {
    return plan.isRanking()
        ? rank(oracle, by)
        : search(oracle, criterion(by), plan.removals(), seconds);
  }

  /** Searches by a shortcut, to the end, and audits nothing. */
  Run search(Shortcut shortcut, Plan plan) {
    return search(Oracle.FAST, shortcut.criterion(), plan.removals(), Double.POSITIVE_INFINITY);
  }

  /** Scores every neuron, as {@code secateur rank} does. */
  Run rank(Oracle oracle, String by) {
    long start = System.nanoTime();
    try (Objective objective = objective(oracle, SampleOrder.AS_GIVEN)) {
      double setup = since(start);
      long ready = System.nanoTime();
      Gates open = objective.network().anatomy().open();
      double error = objective.evaluate(open).error();
      Timed criterion = new Timed(criterion(by));
      double[] scores = criterion.scores(new Subject(objective, open, error, open.alive())).clone();
      double work = since(ready);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += error;
      }
      return new Run(setup, work, criterion.seconds(), List.of(), scores);
    }
  }

  private Run search(Oracle oracle, Criterion criterion, int removals, double seconds) {
    SampleOrder samples = oracle == Oracle.FAST ? criterion.samples() : SampleOrder.AS_GIVEN;
    long start = System.nanoTime();
    try (Objective objective = objective(oracle, samples)) {
      double setup = since(start);
      long ready = System.nanoTime();
      Timed timed = new Timed(criterion);
      Search search =
          new Search(objective, objective, timed, Order.RERANKED, Stops.after(removals), 0);
      boolean[] begun = {false};
      SearchResult result =
          search.run(
              List.of(),
              () -> begun[0] && since(ready) >= seconds,
              (removal, progress) -> begun[0] = true);
      return new Run(setup, since(ready), timed.seconds(), result.removals(), new double[0]);
    }
  }

  static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
