package io.secateur.compare;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.engine.Objective;
import io.secateur.search.Order;
import io.secateur.search.Ranking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Ranks networks on the ways of runs by every criterion, and by the oracle. */
final class Ranker {
  private static final Criterion ORACLE = Criteria.of("brute-force", Criteria.Options.PLAIN);

  private final Objective objective;
  private final Plan plan;
  private final ComparisonListener listener;
  private final BooleanSupplier interrupted;
  private final Map<String, Method> criteria = new LinkedHashMap<>();

  Ranker(Objective objective, Plan plan, ComparisonListener listener, BooleanSupplier interrupted) {
    this.objective = objective;
    this.plan = plan;
    this.listener = listener;
    this.interrupted = interrupted;
    plan.methods().forEach(m -> criteria.putIfAbsent(m.criterionName(), m));
  }

  /**
   * On the oracle's run every criterion is ranked, on each other run its own; where that ranks
   * once, it is that ranking which is held against the oracle's.
   *
   * @return false if it was interrupted
   */
  boolean rank(List<Curve> curves, List<RankQuality> into) {
    List<Curve> oracleFirst = new ArrayList<>(curves);
    oracleFirst.sort((a, b) -> Boolean.compare(b.method().isOracle(), a.method().isOracle()));
    for (Curve curve : oracleFirst) {
      List<Method> ranked =
          curve.method().isOracle() ? List.copyOf(criteria.values()) : List.of(curve.method());
      for (double share : plan.at()) {
        if (interrupted.getAsBoolean()) {
          return false;
        }
        rank(curve, share, ranked, into);
      }
    }
    return true;
  }

  private void rank(Curve curve, double share, List<Method> ranked, List<RankQuality> into) {
    int removed = (int) (share * curve.points().size());
    Gates gates = curve.gates(removed, objective);
    int[] candidates = plan.allowed().candidates(objective.network().anatomy(), gates);
    if (candidates.length == 0) {
      return;
    }
    listener.ranks(curve.method(), removed);
    double error = objective.evaluate(gates).error();
    Subject subject = new Subject(objective, gates, error, candidates);
    double[] truth = ORACLE.scores(subject);
    for (Method method : ranked) {
      Criterion criterion = method.criterion();
      boolean once = curve.method().order() == Order.SINGLE;
      Subject asked = once ? atStart(candidates) : subject;
      double passes = objective.passes();
      long clock = System.nanoTime();
      double[] scores = criterion.scores(asked);
      double seconds = (System.nanoTime() - clock) / 1e9;
      into.add(
          new RankQuality(
              method.criterionName(),
              curve.method().name(),
              removed,
              share,
              candidates.length,
              Correlation.kendall(scores, truth),
              Correlation.spearman(scores, truth),
              regret(criterion, subject, scores, truth),
              objective.passes() - passes,
              seconds));
    }
  }

  /** The trained network, of which only those matter that are still in. */
  private Subject atStart(int... candidates) {
    Gates open = objective.network().anatomy().open();
    return new Subject(objective, open, objective.evaluate(open).error(), candidates);
  }

  /** As for an audit of a shortcut. */
  private static double regret(
      Criterion criterion, Subject subject, double[] scores, double[] truth) {
    int[] candidates = subject.candidates();
    int first = new Ranking(criterion, subject, scores).first(candidates);
    double best = Double.POSITIVE_INFINITY;
    double chosen = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.length; i++) {
      best = Math.min(best, subject.error() + truth[i]);
      chosen = candidates[i] == first ? subject.error() + truth[i] : chosen;
    }
    double tie = ORACLE.tie(Math.max(subject.error(), best));
    return chosen <= best + tie ? 0 : (chosen - best) / best;
  }
}
