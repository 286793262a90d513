package io.secateur.bench.ladder;

import io.secateur.Workspace;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Allowed;
import io.secateur.search.Amount;
import io.secateur.search.Budget;
import io.secateur.search.Order;
import io.secateur.search.Per;
import io.secateur.search.Schedule;
import io.secateur.search.Scope;
import io.secateur.search.Search;
import io.secateur.search.Stops;
import io.secateur.search.Widths;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Prunes one network by many ways and looks at its accuracy on other samples whenever no more than
 * some share of its FLOPs is left.
 *
 * @param model the ONNX file
 * @param data what neurons are ranked on, and readers fitted on
 * @param holdout what accuracy is measured on
 * @param error auto, squared, cross-entropy or kl
 * @param order whether neurons are ranked once or again
 * @param step how many neurons go before the rest are ranked again
 * @param per what scores are divided by
 * @param shares of FLOPs in percent, falling
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Ladder(
    Path model,
    DataOptions data,
    DataOptions holdout,
    String error,
    Order order,
    @Nullable Amount step,
    Per per,
    double[] shares) {

  public Ladder {
    if (per == Per.LATENCY) {
      throw new IllegalArgumentException(
          "--per must be neuron, parameter or flop here, not latency, which nobody measured");
    }
  }

  /** One way, to the last of the shares. */
  public Rung climb(String by, Repair repair) {
    Criterion criterion = Criteria.of(by, Criteria.Options.PLAIN);
    try (Workspace work = Workspace.open(model, data, repair)) {
      Dataset others = Datasets.open(holdout, work.model().graph().inputs());
      ErrorChoice choice =
          ErrorChoice.of(error, work.network().outputKind(), work.data().targets());
      Measuring how = Measuring.DEFAULT.with(criterion.samples());
      try (Objective ranking =
              new Objective(work.network(), work.data(), choice.measure(), how.with(repair));
          Objective closing =
              new Objective(work.network(), work.data(), choice.measure(), how.with(repair));
          Objective judging =
              new Objective(work.network(), others, choice.measure(), Measuring.DEFAULT)) {
        Judge judge = new Judge(closing, judging, shares);
        return climb(by, repair, ranking, judge, criterion);
      }
    }
  }

  private Rung climb(
      String by, Repair repair, Objective ranking, Judge judge, Criterion criterion) {
    long clock = System.nanoTime();
    int neurons = ranking.network().anatomy().neurons().size();
    long round = step == null ? 1 : Math.max(1, step.of(neurons));
    Schedule schedule = Schedule.of(order, Math.toIntExact(round)).measuringWhole();
    double last = shares[shares.length - 1];
    Stops stops = new Stops(null, null, null, null, new Amount(last, true));
    Allowed allowed = new Allowed(1, Scope.ALL, 1, new Budget(Widths.NONE, false, per, 0));
    Search search = new Search(ranking, ranking, criterion, schedule, stops, allowed);
    search.run(judge);
    double seconds = (System.nanoTime() - clock - judge.nanos()) / 1e9;
    return new Rung(by, repair.word(), judge.accuracies(), ranking.passes(), seconds);
  }
}
