package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criterion;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Evaluation;
import io.secateur.model.UnusableException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Closes one gate after another, always the one with the lowest score, until a stop is met. */
public final class Search {
  final ErrorFunction ranking;
  final ErrorFunction judging;
  final Criterion criterion;
  final Schedule schedule;
  final Stops stops;
  final Candidates candidates;
  final Groups groups;
  final Allowed allowed;
  final Anatomy anatomy;

  /** Ranks again after every removal, or never, as the order says. */
  public Search(
      ErrorFunction ranking,
      ErrorFunction judging,
      Criterion criterion,
      Order order,
      Stops stops,
      int leastWidth) {
    this(ranking, judging, criterion, order, 1, stops, leastWidth);
  }

  /** Ranks again after every step of so many neurons, or never, as the order says. */
  public Search(
      ErrorFunction ranking,
      ErrorFunction judging,
      Criterion criterion,
      Order order,
      int step,
      Stops stops,
      int leastWidth) {
    this(ranking, judging, criterion, Schedule.of(order, step), stops, leastWidth);
  }

  /** Takes from every layer. */
  public Search(
      ErrorFunction ranking,
      ErrorFunction judging,
      Criterion criterion,
      Schedule schedule,
      Stops stops,
      int leastWidth) {
    this(ranking, judging, criterion, schedule, stops, Allowed.keeping(leastWidth));
  }

  /**
   * @param ranking E(α) on the data that neurons are ranked by
   * @param judging on the data that accuracy is measured on; may be the same
   * @param criterion one that remembers is for one run
   * @param schedule when neurons are ranked, and when a ranking is audited
   * @param allowed which neurons may go
   * @throws UnusableException if accuracy is to be kept and the data tells no classes, or the
   *     network has not what may go
   */
  public Search(
      ErrorFunction ranking,
      ErrorFunction judging,
      Criterion criterion,
      Schedule schedule,
      Stops stops,
      Allowed allowed) {
    this.ranking = ranking;
    this.judging = judging;
    this.criterion = criterion;
    this.schedule = schedule;
    this.stops = stops;
    this.anatomy = ranking.network().anatomy();
    this.candidates = new Candidates(anatomy, allowed);
    this.allowed = allowed;
    this.groups = new Groups(anatomy, allowed);
    if (allowed.inGroups() && (schedule.isStep() || criterion.remembers())) {
      throw new IllegalArgumentException("a group is a step of its own, by scores of now");
    }
    if (stops.keepAccuracy() != null && !judging.tellsClasses()) {
      throw new UnusableException(
          "the data tells no classes, so there is no accuracy to keep; give labels, or another stop");
    }
  }

  /** Runs until a stop is met or nothing more may go. */
  public SearchResult run(SearchListener listener) {
    return run(List.of(), () -> false, listener);
  }

  /** Goes on from removals that were made before. */
  public SearchResult run(
      List<Removal> before, BooleanSupplier interrupted, SearchListener listener) {
    return run(Past.of(before), interrupted, listener);
  }

  /**
   * Goes on from what was done before, to the same end as if it had done that itself.
   *
   * @param past what an equal search did
   * @param interrupted asked before every removal of a neuron, or of a group or step that goes as a
   *     whole, and before every swap is tried; where it says so, the search ends there
   */
  public SearchResult run(Past past, BooleanSupplier interrupted, SearchListener listener) {
    return new SearchRun(this, past, interrupted, listener).run();
  }

  /** The network without the neurons of some removals. */
  Gates without(List<Removal> removals) {
    Gates gates = anatomy.open();
    for (Removal removal : removals) {
      gates = ranking.close(gates, removal.neuron().id());
    }
    return gates;
  }

  /** The accuracy on what the search is judged on, where it was evaluated on the ranking data. */
  double accuracy(Gates gates, Evaluation onRanking) {
    return judging == ranking ? onRanking.accuracy() : judging.evaluate(gates).accuracy();
  }
}
