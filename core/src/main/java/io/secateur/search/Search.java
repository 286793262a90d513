package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Criterion;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Evaluation;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Closes one gate after another, always the one with the lowest score, until a stop is met. */
public final class Search {
  private final ErrorFunction ranking;
  private final ErrorFunction judging;
  private final Criterion criterion;
  private final Schedule schedule;
  private final Stops stops;
  private final Candidates candidates;
  private final Groups groups;
  private final Allowed allowed;
  private final Anatomy anatomy;

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
    List<Removal> before = past.removals();
    Evaluation start = ranking.evaluate(anatomy.open());
    double accuracy = accuracy(anatomy.open(), start);
    Limits limits = new Limits(stops, anatomy, candidates.most(), start, accuracy);
    Rankings rankings = new Rankings(ranking, criterion, schedule, candidates);
    List<Removal> removals = new ArrayList<>(before.subList(0, whole(before, limits)));
    Reached at = new Reached(without(removals), error(start, removals), accuracy);
    String reason = limits.reached(at.gates(), removals.size());
    if (reason == null && criterion.remembers()) {
      remember(rankings, start, before);
    }
    // A ranking is made when a removal asks for it, of the network as it was when its round began.
    Rankings.@Nullable Made made = null;
    int[] round = {}; // what goes by it, where it serves a step
    boolean isTakenBack = false; // a step that went too far as a whole, and goes one by one
    long clock = System.nanoTime();
    while (reason == null) {
      boolean isBegun = removals.size() < before.size(); // a group or step, of which some are gone
      if (!isBegun && interrupted.getAsBoolean()) {
        return new SearchResult(at.gates(), removals, SearchResult.INTERRUPTED);
      }
      int[] choice = candidates.of(at.gates());
      if (choice.length == 0) {
        reason = allowed.exhausted();
        break;
      }
      boolean isFirst = schedule.isFirst(removals.size());
      if (made == null || (isFirst && !isTakenBack)) {
        int number = schedule.ranking(removals.size());
        List<Removal> ranked = before.subList(0, isFirst ? 0 : schedule.removals(number));
        Gates then = isFirst ? at.gates() : without(ranked);
        made = rankings.make(number, then, isFirst ? at.error() : error(start, ranked));
        round = schedule.isStep() ? round(made.ranking(), then, limits, number) : round;
      }
      boolean isWhole = schedule.isMeasuredWhole() && !isTakenBack;
      int[] next;
      if (isWhole) {
        next = round;
      } else if (schedule.isStep()) {
        next = new int[] {round[removals.size() % schedule.round()]};
      } else {
        next = groups.next(made.ranking(), candidates.inTurn(at.gates()), at.gates());
      }
      List<Reached> reached = reached(at.gates(), isWhole, next);
      Reached end = reached.get(reached.size() - 1);
      reason = limits.exceeded(end.error(), end.accuracy());
      if (reason != null && isWhole && next.length > 1) {
        isTakenBack = true;
        reason = null;
        continue;
      }
      if (reason != null) {
        break;
      }
      for (int i = 0; i < next.length; i++) {
        Neuron neuron = anatomy.neurons().get(next[i]);
        boolean isLast = i == next.length - 1;
        boolean isMeasured = isLast || !isWhole;
        at = isMeasured ? reached.get(isLast ? reached.size() - 1 : i) : at;
        if (removals.size() < before.size()) {
          removals.add(requireSame(before.get(removals.size()), neuron));
          continue;
        }
        long now = System.nanoTime();
        Removal removal =
            new Removal(
                removals.size() + 1,
                neuron,
                made.ranking().score(next[i]),
                isMeasured ? at.error() : Double.NaN,
                isMeasured ? at.accuracy() : Double.NaN,
                (now - clock) / 1e9,
                isFirst && i == 0 ? made.audit() : null);
        clock = now;
        removals.add(removal);
        listener.removed(
            removal, limits.progress(at.gates(), removals.size(), at.error(), at.accuracy()));
        if (isMeasured) {
          listener.reached(at.gates());
        }
      }
      reason = limits.reached(at.gates(), removals.size());
    }
    return end(past, at.gates(), removals, reason, limits, interrupted, listener);
  }

  /** The neurons that go by one ranking, so far as no stop is met that can be foreseen. */
  private int[] round(Ranking ranking, Gates gates, Limits limits, int number) {
    int removed = schedule.removals(number);
    Gates left = gates;
    List<Integer> round = new ArrayList<>();
    while (round.size() < schedule.round()
        && candidates.of(left).length > 0
        && limits.reached(left, removed + round.size()) == null) {
      int next = groups.next(ranking, candidates.inTurn(left), left)[0];
      left = left.close(next);
      round.add(next);
    }
    return this.ranking.inOrder(gates, round.stream().mapToInt(k -> k).toArray());
  }

  /** Swaps, where that is asked for. */
  private SearchResult end(
      Past past,
      Gates gates,
      List<Removal> removals,
      String reason,
      Limits limits,
      BooleanSupplier interrupted,
      SearchListener listener) {
    long most = allowed.budget().swaps();
    if (most == 0) {
      return new SearchResult(gates, removals, reason);
    }
    boolean withinLayers = allowed.inGroups() || allowed.budget().keepsWidths();
    Swaps.End end =
        new Swaps(ranking, judging, candidates, limits, most, withinLayers)
            .run(gates, removals, past.swaps(), interrupted, listener);
    return new SearchResult(
        end.gates(),
        removals,
        end.swaps(),
        end.isInterrupted() ? SearchResult.INTERRUPTED : reason);
  }

  /** What is left of a group that was cut short goes on with the same neurons. */
  private static Removal requireSame(Removal removal, Neuron neuron) {
    if (removal.neuron().id() != neuron.id()) {
      throw new UnusableException(
          "removal "
              + removal.step()
              + " of the run is "
              + removal.neuron()
              + ", within a group that has "
              + neuron
              + " there on this machine; begin the run anew, in another folder");
    }
    return removal;
  }

  /** Makes the rankings again that the next one remembers, on the networks they were made on. */
  private void remember(Rankings rankings, Evaluation start, List<Removal> before) {
    int next = schedule.ranking(before.size());
    for (int number = schedule.lastKnown(next); number < next; number++) {
      List<Removal> ranked = before.subList(0, schedule.removals(number));
      rankings.remember(number, without(ranked), error(start, ranked));
    }
  }

  private Gates without(List<Removal> removals) {
    Gates gates = anatomy.open();
    for (Removal removal : removals) {
      gates = ranking.close(gates, removal.neuron().id());
    }
    return gates;
  }

  /** A network on the way, and what was measured of it. */
  private record Reached(Gates gates, double error, double accuracy) {}

  /** The network without the first of some neurons, the first two, and so on; or without all. */
  private List<Reached> reached(Gates gates, boolean onlyWhole, int... neurons) {
    List<Reached> reached = new ArrayList<>();
    Gates last = gates;
    for (int i = 0; i < neurons.length; i++) {
      last = ranking.close(last, neurons[i]);
      if (!onlyWhole || i == neurons.length - 1) {
        Evaluation there = ranking.evaluate(last);
        reached.add(new Reached(last, there.error(), accuracy(last, there)));
      }
    }
    return reached;
  }

  /**
   * How many removals of a run that was cut short need not be looked at again: those of whole
   * groups, or of whole steps and the last, where a stop was met there.
   */
  private int whole(List<Removal> before, Limits limits) {
    int count = groups.whole(before);
    return schedule.isMeasuredWhole() && limits.reached(without(before), count) == null
        ? count - count % schedule.round()
        : count;
  }

  private static double error(Evaluation start, List<Removal> removals) {
    return removals.isEmpty() ? start.error() : removals.get(removals.size() - 1).error();
  }

  private double accuracy(Gates gates, Evaluation onRanking) {
    return judging == ranking ? onRanking.accuracy() : judging.evaluate(gates).accuracy();
  }
}
