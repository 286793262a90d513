package io.secateur.search;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.engine.ErrorFunction;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the rankings of a search, one after another. */
final class Rankings {
  private final ErrorFunction objective;
  private final Criterion criterion;
  private final Schedule schedule;
  private final Candidates candidates;

  /**
   * A ranking with what it is worth.
   *
   * @param audit null if it was not audited
   */
  record Made(Ranking ranking, @Nullable Audit audit) {}

  Rankings(ErrorFunction objective, Criterion criterion, Schedule schedule, Candidates candidates) {
    this.objective = objective;
    this.criterion = criterion;
    this.schedule = schedule;
    this.candidates = candidates;
  }

  /**
   * Ranks a network.
   *
   * @param number which ranking it is, from 0
   * @param error E at these gates
   */
  Made make(int number, Gates gates, double error) {
    int[] turn = candidates.inTurn(gates);
    Ranking ranking = rank(gates, error, choice(gates), schedule.round(), criterion::scores);
    return new Made(
        ranking, schedule.audits(number) ? audit(gates, error, turn, ranking.first(turn)) : null);
  }

  /** Those whose turn it is, where that spares something and no others go by the same ranking. */
  private int[] choice(Gates gates) {
    boolean turnOnly = schedule.round() == 1 && criterion.drops();
    return turnOnly ? candidates.inTurn(gates) : candidates.of(gates);
  }

  /** Measures all candidates, and compares the first with the best of those whose turn it is. */
  private Audit audit(Gates gates, double error, int[] turn, int chosen) {
    Ranking all = rank(gates, error, candidates.of(gates), 1, criterion::measured);
    return Audit.of(criterion, objective, gates, error, all.first(turn), chosen);
  }

  /** What is left in the memory of an audit, or where there was none, of a ranking. */
  void remember(int number, Gates gates, double error) {
    if (schedule.audits(number)) {
      rank(gates, error, candidates.of(gates), 1, criterion::measured);
    } else {
      rank(
          gates,
          error,
          choice(gates),
          schedule.round(),
          subject -> {
            criterion.remember(subject);
            return new double[subject.candidates().length];
          });
    }
  }

  /**
   * @param round how many go by this ranking
   * @param ask what is asked of the criterion
   */
  private Ranking rank(
      Gates gates, double error, int[] choice, int round, Function<Subject, double[]> ask) {
    double[] scores;
    if (!candidates.areApart()) {
      int wanted = candidates.deciding(gates, round);
      scores = ask.apply(new Subject(objective, gates, error, choice, wanted));
    } else if (!criterion.drops()) {
      scores = ask.apply(new Subject(objective, gates, error, choice));
    } else { // the lowest of each layer are wanted, which need not be among the lowest of all
      scores =
          candidates.byLayer(choice).stream()
              .map(p -> new Subject(objective, gates, error, p, candidates.deciding(p, round)))
              .flatMapToDouble(subject -> Arrays.stream(ask.apply(subject)))
              .toArray();
    }
    return new Ranking(criterion, error, choice, scores);
  }
}
