package io.secateur.search;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.Evaluation;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a search, from what was done before to a stop. */
final class SearchRun {
  private final Search search;
  private final Past past;
  private final List<Removal> before;
  private final BooleanSupplier interrupted;
  private final SearchListener listener;
  private final double startError;
  private final Limits limits;
  private final Rankings rankings;
  private final List<Removal> removals;
  private Reached at;
  private Rankings.@Nullable Made made; // of the network as it was when its round began
  private int[] round = {}; // what goes by that ranking, where it serves a step
  private boolean isTakenBack; // the round went too far as a whole, and goes one by one
  private long clock;

  /** A network on the way, and what was measured of it. */
  private record Reached(Gates gates, double error, double accuracy) {}

  SearchRun(Search search, Past past, BooleanSupplier interrupted, SearchListener listener) {
    this.search = search;
    this.past = past;
    this.before = past.removals();
    this.interrupted = interrupted;
    this.listener = listener;
    Gates open = search.anatomy.open();
    Evaluation start = search.ranking.evaluate(open);
    double accuracy = search.accuracy(open, start);
    startError = start.error();
    limits = new Limits(search.stops, search.anatomy, search.candidates.most(), start, accuracy);
    rankings = new Rankings(search.ranking, search.criterion, search.schedule, search.candidates);
    removals = new ArrayList<>(before.subList(0, whole()));
    at = new Reached(search.without(removals), error(removals), accuracy);
  }

  SearchResult run() {
    String reason = limits.reached(at.gates(), removals.size());
    if (reason == null && search.criterion.remembers()) {
      remember();
    }
    clock = System.nanoTime();
    while (reason == null) {
      boolean isBegun = removals.size() < before.size(); // a group or step, of which some are gone
      if (!isBegun && interrupted.getAsBoolean()) {
        return new SearchResult(at.gates(), removals, SearchResult.INTERRUPTED);
      }
      boolean isBare = search.candidates.of(at.gates()).length == 0;
      reason = isBare ? search.allowed.exhausted() : goOn();
    }
    return end(reason);
  }

  /** Removes what is next: a neuron, a group, or a step that is measured as a whole. */
  private @Nullable String goOn() {
    boolean isFirst = search.schedule.isFirst(removals.size());
    Rankings.Made ranked = ranked(isFirst);
    boolean isWhole = search.schedule.isMeasuredWhole() && !isTakenBack;
    int[] next = next(ranked.ranking(), isWhole);
    List<Reached> reached = reached(isWhole, next);
    Reached end = reached.get(reached.size() - 1);
    String reason = limits.exceeded(end.error(), end.accuracy());
    if (reason != null) {
      isTakenBack = isWhole && next.length > 1;
      return isTakenBack ? null : reason;
    }
    for (int i = 0; i < next.length; i++) {
      Audit audit = isFirst && i == 0 ? ranked.audit() : null;
      int measured = i - (next.length - reached.size());
      if (measured >= 0) {
        at = reached.get(measured);
      }
      remove(next[i], ranked.ranking().score(next[i]), measured >= 0, audit);
    }
    return limits.reached(at.gates(), removals.size());
  }

  /** The ranking that the next removal goes by, made when a removal first asks for it. */
  private Rankings.Made ranked(boolean isFirst) {
    Rankings.Made ranked = made;
    if (ranked == null || (isFirst && !isTakenBack)) {
      int number = search.schedule.ranking(removals.size());
      List<Removal> gone = before.subList(0, isFirst ? 0 : search.schedule.removals(number));
      Gates then = isFirst ? at.gates() : search.without(gone);
      ranked = rankings.make(number, then, isFirst ? at.error() : error(gone));
      made = ranked;
      round = search.schedule.isStep() ? round(ranked.ranking(), then, number) : round;
    }
    return ranked;
  }

  /** The neurons that go by one ranking, so far as no stop is met that can be foreseen. */
  private int[] round(Ranking ranking, Gates gates, int number) {
    int removed = search.schedule.removals(number);
    Gates left = gates;
    List<Integer> round = new ArrayList<>();
    while (round.size() < search.schedule.round()
        && search.candidates.of(left).length > 0
        && limits.reached(left, removed + round.size()) == null) {
      int next = search.groups.next(ranking, search.candidates.inTurn(left), left)[0];
      left = left.close(next);
      round.add(next);
    }
    return search.ranking.inOrder(gates, round.stream().mapToInt(k -> k).toArray());
  }

  private int[] next(Ranking ranking, boolean isWhole) {
    if (isWhole) {
      return round;
    }
    return search.schedule.isStep()
        ? new int[] {round[removals.size() % search.schedule.round()]}
        : search.groups.next(ranking, search.candidates.inTurn(at.gates()), at.gates());
  }

  /** The network without the first of some neurons, the first two, and so on; or without all. */
  private List<Reached> reached(boolean onlyWhole, int... neurons) {
    List<Reached> reached = new ArrayList<>();
    Gates last = at.gates();
    for (int i = 0; i < neurons.length; i++) {
      last = search.ranking.close(last, neurons[i]);
      if (!onlyWhole || i == neurons.length - 1) {
        Evaluation there = search.ranking.evaluate(last);
        reached.add(new Reached(last, there.error(), search.accuracy(last, there)));
      }
    }
    return reached;
  }

  private void remove(int k, double score, boolean isMeasured, @Nullable Audit audit) {
    Neuron neuron = search.anatomy.neurons().get(k);
    if (removals.size() < before.size()) {
      removals.add(requireSame(before.get(removals.size()), neuron));
      return;
    }
    long now = System.nanoTime();
    Removal removal =
        new Removal(
            removals.size() + 1,
            neuron,
            score,
            isMeasured ? at.error() : Double.NaN,
            isMeasured ? at.accuracy() : Double.NaN,
            (now - clock) / 1e9,
            audit);
    clock = now;
    removals.add(removal);
    double progress = limits.progress(at.gates(), removals.size(), at.error(), at.accuracy());
    listener.removed(removal, progress);
    if (isMeasured) {
      listener.reached(at.gates());
    }
  }

  /** What is left of a group or step that was cut short goes on with the same neurons. */
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

  /**
   * How many removals of a run that was cut short need not be looked at again: those of whole
   * groups, or of whole steps and the last, where a stop was met there.
   */
  private int whole() {
    int count = search.groups.whole(before);
    if (!search.schedule.isMeasuredWhole()) {
      return count;
    }
    Gates left = search.anatomy.open(); // their weights play no part
    for (Removal removal : before) {
      left = left.close(removal.neuron().id());
    }
    return limits.reached(left, count) == null ? count - count % search.schedule.round() : count;
  }

  /** Makes the rankings again that the next one remembers, on the networks they were made on. */
  private void remember() {
    int next = search.schedule.ranking(before.size());
    for (int number = search.schedule.lastKnown(next); number < next; number++) {
      List<Removal> gone = before.subList(0, search.schedule.removals(number));
      rankings.remember(number, search.without(gone), error(gone));
    }
  }

  /** E after some removals, the last of which was measured. */
  private double error(List<Removal> gone) {
    return gone.isEmpty() ? startError : gone.get(gone.size() - 1).error();
  }

  /** Swaps, where that is asked for. */
  private SearchResult end(String reason) {
    long most = search.allowed.budget().swaps();
    if (most == 0) {
      return new SearchResult(at.gates(), removals, reason);
    }
    boolean withinLayers = search.allowed.inGroups() || search.allowed.budget().keepsWidths();
    Swaps.End end =
        new Swaps(search.ranking, search.judging, search.candidates, limits, most, withinLayers)
            .run(at.gates(), removals, past.swaps(), interrupted, listener);
    return new SearchResult(
        end.gates(),
        removals,
        end.swaps(),
        end.isInterrupted() ? SearchResult.INTERRUPTED : reason);
  }
}
