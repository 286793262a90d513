package io.secateur.bench.race;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.Objective;
import io.secateur.engine.SampleOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The naive way, as far as there is time, held against the fast one.
 *
 * @param timing of the candidates that were measured
 * @param comparison with what the fast way said
 */
record Naive(Timing timing, Comparison comparison) {
  /** Candidates that tell how long one takes. */
  private static final int PROBES = 2;

  /** Whole rankings if there is time for one, else some candidates of the first. */
  static Naive measure(Greedy greedy, Plan plan, Run fast) {
    int neurons = greedy.neurons();
    try (Objective objective = greedy.objective(Oracle.NAIVE, SampleOrder.AS_GIVEN)) {
      Gates open = objective.network().anatomy().open();
      objective.evaluate(open); // libtorch's first pass takes longer
      int[] probes = IntStream.range(0, Math.min(PROBES, neurons)).toArray();
      double pace = timed(objective, open, probes, new double[probes.length]) / probes.length;
      if (!plan.whole() && pace * neurons > plan.seconds()) {
        int count = (int) Math.max(1, Math.min(neurons - 1, plan.seconds() / pace));
        return some(greedy, objective, plan, fast, spread(neurons, count));
      }
    }
    double seconds = plan.whole() ? Double.POSITIVE_INFINITY : plan.seconds();
    Run run = greedy.run(Oracle.NAIVE, Greedy.EXACT, plan, seconds);
    Timing timing =
        new Timing(
            run.setup(),
            run.work(),
            Plan.candidates(neurons, run.rankings()),
            Plan.candidates(neurons, fast.rankings()));
    List<Neuron> all = greedy.work().network().anatomy().neurons();
    return new Naive(
        timing,
        plan.isRanking()
            ? Comparison.ofCandidates(all, fast.scores(), run.scores())
            : Comparison.ofRemovals(fast.removals(), run.removals()));
  }

  private static Naive some(Greedy greedy, Objective naive, Plan plan, Run fast, int[] candidates) {
    List<Neuron> all = naive.network().anatomy().neurons();
    double[] expected = new double[candidates.length];
    double seconds = timed(naive, naive.network().anatomy().open(), candidates, expected);
    // A search need not know every total, so these are asked for.
    double[] scores =
        plan.isRanking() ? fast.scores() : greedy.rank(Oracle.FAST, Greedy.EXACT).scores();
    double[] found = IntStream.of(candidates).mapToDouble(k -> scores[k]).toArray();
    List<Neuron> neurons = IntStream.of(candidates).mapToObj(all::get).toList();
    long total = Plan.candidates(all.size(), fast.rankings());
    return new Naive(
        new Timing(0, seconds, candidates.length, total),
        Comparison.ofCandidates(neurons, found, expected));
  }

  /** Measures candidates; gives the seconds that it took. */
  private static double timed(Objective objective, Gates gates, int[] candidates, double[] into) {
    long start = System.nanoTime();
    double[] totals = objective.ablate(gates, candidates);
    double seconds = Greedy.since(start);
    System.arraycopy(totals, 0, into, 0, totals.length);
    return seconds;
  }

  /** So many of the neurons, from all layers alike. */
  static int[] spread(int neurons, int count) {
    int[] spread = new int[count];
    Arrays.setAll(spread, i -> (int) ((long) i * neurons / count));
    return spread;
  }
}
