package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Puts removed neurons back and takes others out instead, while that lowers the error.
 *
 * <p>The removed neurons stand in a circle, in the order in which they went. Each in turn is put
 * back on trial, and all that may go are measured; if the best of them is another and the error
 * without it is lower, beyond a tie, that one takes its place in the circle. When a whole turn
 * changed nothing, no single swap helps.
 *
 * <p>With repair, the network with a neuron back is that of {@link ErrorFunction#without}, a
 * function of which neurons have gone; what goes instead goes from there, as it was measured. So a
 * network after a swap follows from that swap and the neurons that are gone.
 */
final class Swaps {
  private final ErrorFunction ranking;
  private final ErrorFunction judging;
  private final Anatomy anatomy;
  private final Candidates candidates;
  private final Limits limits;
  private final long most;
  private final boolean withinLayers;
  private final Criterion oracle = Criteria.of("brute-force", Criteria.Options.PLAIN);

  /** Where they led. */
  record End(Gates gates, List<Swap> swaps, boolean isInterrupted) {}

  /**
   * @param withinLayers whether widths stay as they are
   */
  Swaps(
      ErrorFunction ranking,
      ErrorFunction judging,
      Candidates candidates,
      Limits limits,
      long most,
      boolean withinLayers) {
    this.ranking = ranking;
    this.judging = judging;
    this.anatomy = ranking.network().anatomy();
    this.candidates = candidates;
    this.limits = limits;
    this.most = most;
    this.withinLayers = withinLayers;
  }

  /**
   * @param removed the network that they led to
   * @param removals what went
   * @param before swaps that an equal search made after these
   */
  End run(
      Gates removed,
      List<Removal> removals,
      List<Swap> before,
      BooleanSupplier interrupted,
      SearchListener listener) {
    List<Integer> circle = new ArrayList<>();
    removals.forEach(removal -> circle.add(removal.neuron().id()));
    int turn = 0;
    for (Swap swap : before) {
      int place = circle.indexOf(swap.back().id());
      circle.set(place, swap.out().id());
      turn = place + 1;
    }
    List<Swap> swaps = new ArrayList<>(before);
    Gates gates = before.isEmpty() ? removed : after(before.get(before.size() - 1), circle);
    double error = swaps.isEmpty() ? error(gates) : swaps.get(swaps.size() - 1).error();
    long clock = System.nanoTime();
    for (int unchanged = 0; unchanged < circle.size() && swaps.size() < most; unchanged++) {
      if (interrupted.getAsBoolean()) {
        return new End(gates, swaps, true);
      }
      int place = turn++ % circle.size();
      int back = circle.get(place);
      Gates with = without(circle, back);
      int out = best(with, gates, back, error);
      if (out == back) {
        continue;
      }
      Gates swapped = ranking.close(with, out);
      Evaluation after = ranking.evaluate(swapped);
      if (!(after.error() < error - oracle.tie(error))) {
        continue;
      }
      double accuracy =
          judging == ranking ? after.accuracy() : judging.evaluate(swapped).accuracy();
      if (limits.exceeded(after.error(), accuracy) != null) {
        continue;
      }
      gates = swapped;
      error = after.error();
      circle.set(place, out);
      unchanged = -1;
      long now = System.nanoTime();
      Swap swap =
          new Swap(
              swaps.size() + 1, neuron(back), neuron(out), error, accuracy, (now - clock) / 1e9);
      clock = now;
      swaps.add(swap);
      listener.swapped(swap);
    }
    return new End(gates, swaps, false);
  }

  /** The neuron without which the error is lowest once another is back, or that one itself. */
  private int best(Gates with, Gates gates, int back, double error) {
    int[] choice =
        IntStream.of(
                withinLayers ? candidates.peers(neuron(back).layer(), with) : candidates.of(with))
            .filter(k -> k == back || limits.keeps(with.close(k), gates))
            .toArray();
    Subject subject = new Subject(ranking, with, error, choice, 1);
    return new Ranking(oracle, subject, oracle.scores(subject)).first(choice);
  }

  /** The network as a swap left it. */
  private Gates after(Swap swap, List<Integer> circle) {
    int out = swap.out().id();
    return ranking.close(without(circle, out), out);
  }

  /** The network without all but one of some neurons. */
  private Gates without(List<Integer> closed, int but) {
    return ranking.without(closed.stream().mapToInt(k -> k).filter(k -> k != but).toArray());
  }

  private double error(Gates gates) {
    return ranking.evaluate(gates).error();
  }

  private Neuron neuron(int id) {
    return anatomy.neurons().get(id);
  }
}
