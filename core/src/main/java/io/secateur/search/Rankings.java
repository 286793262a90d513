package io.secateur.search;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.engine.ErrorFunction;
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
    Subject subject = subject(gates, error);
    Ranking ranking = new Ranking(criterion, subject, criterion.scores(subject));
    return new Made(
        ranking,
        schedule.audits(number)
            ? Audit.of(criterion, subject, ranking.first(subject.candidates()))
            : null);
  }

  /** What is left in the memory of an audit, or where there was none, of a ranking. */
  void remember(int number, Gates gates, double error) {
    Subject subject = subject(gates, error);
    if (schedule.audits(number)) {
      criterion.measured(subject);
    } else {
      criterion.remember(subject);
    }
  }

  private Subject subject(Gates gates, double error) {
    int[] choice = candidates.of(gates);
    return new Subject(
        objective, gates, error, choice, candidates.deciding(gates, schedule.round()));
  }
}
