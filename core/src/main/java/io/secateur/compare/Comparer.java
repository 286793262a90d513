package io.secateur.compare;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Subject;
import io.secateur.data.Dataset;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Measuring;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Removal;
import io.secateur.search.Schedule;
import io.secateur.search.Search;
import io.secateur.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prunes one network by several methods, each from the trained network on, and ranks it by all on
 * the way. Each run is the search that pruning makes; no file is written but curves. One run's
 * samples are held at a time.
 */
public final class Comparer {
  private final Network network;
  private final Dataset data;
  private final @Nullable Dataset holdout;
  private final ErrorMeasure measure;
  private final Measuring how;
  private final Plan plan;

  /**
   * @param network the caller's, which outlives this
   * @param data what neurons are ranked on
   * @param holdout what accuracy is measured on besides; null for none. A stop that keeps accuracy
   *     looks at it, as in pruning
   * @param how the order of samples is each method's own
   */
  public Comparer(
      Network network,
      Dataset data,
      @Nullable Dataset holdout,
      ErrorMeasure measure,
      Measuring how,
      Plan plan) {
    this.network = network;
    this.data = data;
    this.holdout = holdout;
    this.measure = measure;
    this.how = how;
    this.plan = plan;
  }

  /**
   * Runs all methods to their ends, and ranks.
   *
   * @param interrupted asked before every removal and ranking; where it says so, what is reached by
   *     then is the result
   * @throws io.secateur.model.UnusableException if the data does not fit the network, or a
   *     criterion is not defined for it
   */
  public Comparison run(ComparisonListener listener, BooleanSupplier interrupted) {
    check();
    CurveStore store =
        plan.folder() == null ? null : new CurveStore(plan.folder(), network.anatomy());
    List<Curve> curves = new ArrayList<>();
    boolean isWhole = true;
    for (int i = 0; i < plan.methods().size() && isWhole; i++) {
      Method method = plan.methods().get(i);
      Curve curve = store == null ? null : store.find(method);
      if (curve == null) {
        listener.begins(method, i + 1, plan.methods().size());
        curve = curve(method, listener, interrupted);
        if (store != null && curve.isWhole()) {
          store.keep(curve);
        }
      } else {
        listener.found(method, i + 1, plan.methods().size());
      }
      curves.add(curve);
      isWhole = curve.isWhole();
    }
    List<RankQuality> qualities = new ArrayList<>();
    if (isWhole && !plan.at().isEmpty()) {
      try (Objective objective = new Objective(network, data, measure, how)) {
        Ranker ranker = new Ranker(objective, plan, listener, interrupted);
        isWhole = ranker.rank(curves, qualities);
      }
    }
    return new Comparison(
        measure.word(),
        data.size(),
        network.anatomy().neurons().size(),
        curves,
        qualities,
        isWhole);
  }

  /** Lets every estimate be made once, so that one which is not defined is not found out late. */
  private void check() {
    List<Method> estimates =
        plan.methods().stream().filter(m -> !m.by().equals("brute-force")).toList();
    if (plan.methods().size() < 2 || estimates.isEmpty()) {
      return;
    }
    try (Objective objective = new Objective(network, data, measure, how)) {
      Gates open = network.anatomy().open();
      double error = objective.evaluate(open).error();
      int[] candidates = plan.allowed().candidates(network.anatomy(), open);
      Subject subject = new Subject(objective, open, error, candidates);
      if (candidates.length > 0) {
        estimates.forEach(method -> method.criterion().scores(subject));
      }
    }
  }

  private Curve curve(Method method, ComparisonListener listener, BooleanSupplier interrupted) {
    try (Objective ranking = new Objective(network, data, measure, how.with(method.samples()))) {
      if (holdout == null) {
        return curve(method, ranking, ranking, listener, interrupted);
      }
      Measuring plain = how.with(Repair.NONE); // its data has no say in what is repaired
      try (Objective judging = new Objective(network, holdout, measure, plain)) {
        return curve(method, ranking, judging, listener, interrupted);
      }
    }
  }

  private Curve curve(
      Method method,
      Objective ranking,
      Objective judging,
      ComparisonListener listener,
      BooleanSupplier interrupted) {
    Gates open = network.anatomy().open();
    Evaluation start = ranking.evaluate(open);
    double startHoldout = judging == ranking ? Double.NaN : judging.evaluate(open).accuracy();
    Schedule schedule = plan.schedule(method, open.size());
    Search search =
        new Search(ranking, judging, method.criterion(), schedule, plan.stops(), plan.allowed());
    Points points = new Points(ranking, judging != ranking, open);
    SearchResult found =
        search.run(
            List.of(),
            interrupted,
            (removal, progress) -> {
              points.add(removal);
              listener.removed(removal, progress);
            });
    return new Curve(
        method, start, startHoldout, points.made, found.reason(), !found.isInterrupted());
  }

  /** Makes points of removals. */
  private static final class Points {
    private final List<Curve.Point> made = new ArrayList<>();
    private final Objective ranking;
    private final boolean isHeldOut;
    private Gates gates;
    private double passes;
    private double spent;

    /**
     * @param isHeldOut whether a removal's accuracy is the holdout's
     */
    Points(Objective ranking, boolean isHeldOut, Gates open) {
      this.ranking = ranking;
      this.isHeldOut = isHeldOut;
      this.gates = open;
      this.passes = ranking.passes();
    }

    /** Adds one; what it costs to know more of it than pruning would counts for nothing. */
    void add(Removal removal) {
      double asked = ranking.passes() - passes;
      double seconds = Math.max(0, removal.seconds() - spent);
      long clock = System.nanoTime();
      double accuracy = removal.accuracy();
      if (isHeldOut) {
        gates = ranking.close(gates, removal.neuron().id());
        accuracy = ranking.evaluate(gates).accuracy();
      }
      made.add(
          new Curve.Point(
              removal.step(),
              removal.neuron(),
              removal.predicted(),
              removal.error(),
              accuracy,
              isHeldOut ? removal.accuracy() : Double.NaN,
              seconds,
              asked));
      passes = ranking.passes();
      spent = (System.nanoTime() - clock) / 1e9;
    }
  }
}
