package io.secateur.bench.race;

import io.secateur.Workspace;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Threshold;
import io.secateur.engine.ErrorMeasure;
import io.secateur.engine.Measuring;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.Objective;
import io.secateur.engine.SampleOrder;
import io.secateur.search.Order;
import io.secateur.search.Search;
import io.secateur.search.SearchResult;
import io.secateur.search.Stops;
import java.util.List;

/**
 * The project's own search, ranking again after every removal, down to empty layers if need be.
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

  /** Removes so many neurons. */
  Run run(Oracle oracle, String by, int removals) {
    return run(oracle, by, removals, Double.POSITIVE_INFINITY);
  }

  /** Begins no removal after so many seconds; at least one is made. */
  Run run(Oracle oracle, String by, int removals, double seconds) {
    Criterion criterion = Criteria.of(by, new Criteria.Options(Threshold.NONE, 1));
    SampleOrder samples = oracle == Oracle.FAST ? criterion.samples() : SampleOrder.AS_GIVEN;
    long start = System.nanoTime();
    try (Objective objective = objective(oracle, samples)) {
      double setup = since(start);
      long ready = System.nanoTime();
      Search search =
          new Search(objective, objective, criterion, Order.RERANKED, Stops.after(removals), 0);
      boolean[] begun = {false};
      SearchResult result =
          search.run(
              List.of(),
              () -> begun[0] && since(ready) >= seconds,
              (removal, progress) -> begun[0] = true);
      return new Run(setup, since(ready), result.removals());
    }
  }

  static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
