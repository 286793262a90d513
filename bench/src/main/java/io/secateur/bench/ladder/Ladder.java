package io.secateur.bench.ladder;

import io.secateur.Workspace;
import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.ErrorChoice;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Allowed;
import io.secateur.search.Amount;
import io.secateur.search.Budget;
import io.secateur.search.Order;
import io.secateur.search.Per;
import io.secateur.search.Removal;
import io.secateur.search.Schedule;
import io.secateur.search.Scope;
import io.secateur.search.Search;
import io.secateur.search.SearchListener;
import io.secateur.search.Stops;
import io.secateur.search.Widths;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prunes one network by many ways, re-ranked, and looks at its accuracy on other samples whenever
 * no more than some share of its FLOPs is left.
 *
 * @param model the ONNX file
 * @param data what neurons are ranked on, and readers fitted on
 * @param holdout what accuracy is measured on
 * @param error auto, squared, cross-entropy or kl
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
          Objective judging =
              new Objective(work.network(), others, choice.measure(), Measuring.DEFAULT)) {
        return climb(by, repair, ranking, judging, criterion);
      }
    }
  }

  private Rung climb(
      String by, Repair repair, Objective ranking, Objective judging, Criterion criterion) {
    long clock = System.nanoTime();
    long[] judged = {0};
    int neurons = ranking.network().anatomy().neurons().size();
    long round = step == null ? 1 : Math.max(1, step.of(neurons));
    Schedule schedule = Schedule.of(Order.RERANKED, Math.toIntExact(round));
    double last = shares[shares.length - 1];
    Stops stops = new Stops(null, null, null, null, new Amount(last, true));
    Allowed allowed = new Allowed(1, Scope.ALL, 1, new Budget(Widths.NONE, false, per, 0));
    Search search = new Search(ranking, ranking, criterion, schedule, stops, allowed);
    double[] accuracies = new double[shares.length];
    Arrays.fill(accuracies, Double.NaN);
    double whole = flops(ranking, ranking.network().anatomy().open());
    search.run(
        new SearchListener() {
          @Override
          public void removed(Removal removal, double progress) {}

          @Override
          public void reached(Gates gates) {
            long began = System.nanoTime();
            take(accuracies, 100 * flops(ranking, gates) / whole, judging, gates);
            judged[0] += System.nanoTime() - began;
          }
        });
    double seconds = (System.nanoTime() - clock - judged[0]) / 1e9;
    return new Rung(by, repair.word(), accuracies, ranking.passes(), seconds);
  }

  private static double flops(Objective objective, Gates gates) {
    return objective.network().anatomy().costs().flops(gates);
  }

  private void take(double[] accuracies, double left, Objective judging, Gates gates) {
    for (int i = 0; i < shares.length; i++) {
      if (Double.isNaN(accuracies[i]) && left <= shares[i]) {
        accuracies[i] = judging.evaluate(gates).accuracy();
      }
    }
  }
}
