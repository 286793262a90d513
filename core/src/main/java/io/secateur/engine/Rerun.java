package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.Prediction;
import io.secateur.engine.operators.Autograd;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Ablation on libtorch, which any graph allows. */
final class Rerun implements Ablation {
  /** Takes what the network gave without some candidates, in a scope that is closed after it. */
  @FunctionalInterface
  interface Use {
    /**
     * Takes some.
     *
     * @param places of these candidates among all
     * @param prediction (places · samples, k): all samples without the first, then without the next
     */
    void accept(int[] places, Prediction prediction);
  }

  /** How predictions are made. */
  @FunctionalInterface
  interface Passes {
    /** Gives the prediction without each candidate. */
    void run(Chunk chunk, Gates gates, int[] candidates, Use use);
  }

  /** Samples after which candidates are looked at again, to begin with. */
  private static final int STEP = 16;

  /** A sample's error may differ by this, relative to the largest, where others go with it. */
  private static final double TOLERANCE = 1e-4;

  /** Candidates that are measured to their end at each look. */
  private static final int FAVOURITES = 3;

  private final Chunks chunks;
  private final Arrangement arrangement;
  private final Goals goals;
  private final Passes passes;
  private @Nullable Boolean apart;

  Rerun(Chunks chunks, Arrangement arrangement, Goals goals, Passes passes) {
    this.chunks = chunks;
    this.arrangement = arrangement;
    this.goals = goals;
    this.passes = passes;
  }

  /** Every candidate is a forward pass of the whole network. */
  static Passes naive(Network network, @Nullable Repairs repairs) {
    return (chunk, gates, candidates, use) -> {
      for (int i = 0; i < candidates.length; i++) {
        int candidate = i;
        int gone = candidates[i];
        Gates without = repairs == null ? gates.close(gone) : repairs.without(gates, gone);
        Scopes.run(
            () ->
                use.accept(
                    new int[] {candidate}, network.predict(chunk.inputs(), without, chunk.size())));
      }
    };
  }

  @Override
  public IntPredicate covering(Gates gates) {
    return neuron -> true;
  }

  @Override
  public boolean tellsSamplesApart(Gates gates, int candidate) {
    if (apart == null) {
      int together = chunks.end(0, chunks.most());
      int some = Math.max(1, Math.min(LOOK, together / 2));
      double[] alone = between(gates, new int[] {candidate}, 0, some)[0];
      double[] among = between(gates, new int[] {candidate}, 0, together)[0];
      double largest = Arrays.stream(alone).map(Math::abs).max().orElse(0);
      apart =
          IntStream.range(0, some)
              .allMatch(i -> Math.abs(alone[i] - among[i]) <= TOLERANCE * largest);
    }
    return apart;
  }

  @Override
  public double[] without(Gates gates, int[] candidates) {
    double[] totals = new double[candidates.length];
    add(gates, candidates, all(candidates), 0, chunks.samples(), totals);
    return totals;
  }

  /**
   * After every few samples, those that look best are measured to their end, which draws the bound
   * tighter for the others.
   */
  @Override
  public double[] lowest(Gates gates, int[] candidates, Bound bound) {
    double[][] first = bySample(gates, candidates, 0, 1);
    double[] totals = Arrays.stream(first).mapToDouble(each -> sum(0, each)).toArray();
    int[] open = all(candidates);
    int at = first[0].length;
    while (at < chunks.samples() && open.length > 0) {
      int[] best = likeliest(open, first, totals, at, FAVOURITES + bound.wanted());
      toTheEnd(gates, candidates, best, at, totals, bound);
      open = below(bound, totals, IntStream.of(open).filter(i -> !contains(best, i)));
      int to = next(at);
      add(gates, candidates, open, at, to, totals);
      open = below(bound, totals, IntStream.of(open));
      at = to;
    }
    return totals;
  }

  private int[] likeliest(int[] open, double[][] first, double[] sums, int at, int count) {
    int left = chunks.samples() - at;
    double[] guesses =
        IntStream.of(open).mapToDouble(i -> arrangement.guess(first[i], sums[i], left)).toArray();
    int[] best = Places.pick(open, Places.lowestFirst(guesses));
    return Arrays.copyOf(best, Math.min(count, best.length));
  }

  private void toTheEnd(
      Gates gates, int[] candidates, int[] some, int from, double[] totals, Bound bound) {
    int[] left = some;
    for (int at = from; at < chunks.samples() && left.length > 0; ) {
      int to = next(at);
      add(gates, candidates, left, at, to, totals);
      left = below(bound, totals, IntStream.of(left));
      at = to;
    }
    IntStream.of(some).forEach(i -> bound.take(totals[i]));
  }

  private static int[] below(Bound bound, double[] totals, IntStream places) {
    double limit = bound.limit();
    return places.filter(i -> !(totals[i] > limit)).toArray();
  }

  /** Where the next samples end, so that some candidates can be dropped after them. */
  private int next(int at) {
    return chunks.end(at, Math.max(STEP, at / 4));
  }

  /** Adds the errors of the samples of a range to the totals of some candidates. */
  private void add(Gates gates, int[] candidates, int[] some, int from, int to, double[] totals) {
    int[] neurons = Places.pick(candidates, some);
    between(
        gates, neurons, from, to, (i, at, each) -> totals[some[i]] = sum(totals[some[i]], each));
  }

  private static int[] all(int[] candidates) {
    return IntStream.range(0, candidates.length).toArray();
  }

  private static boolean contains(int[] places, int place) {
    return IntStream.of(places).anyMatch(i -> i == place);
  }

  @Override
  public double[][] bySample(Gates gates, int[] candidates, int from, int to) {
    return between(gates, candidates, from * LOOK, Math.min(chunks.samples(), to * LOOK));
  }

  /** The errors of the samples of a range (candidates, samples). */
  private double[][] between(Gates gates, int[] candidates, int start, int end) {
    double[][] all = new double[candidates.length][end - start];
    between(
        gates,
        candidates,
        start,
        end,
        (i, at, each) -> System.arraycopy(each, 0, all[i], at - start, each.length));
    return all;
  }

  /** Takes errors of some samples without a candidate. */
  @FunctionalInterface
  private interface Errors {
    /**
     * Takes some.
     *
     * @param candidate its place
     * @param at the first sample's number
     */
    void accept(int candidate, int at, double[] each);
  }

  /** Gives the errors of the samples of a range chunk by chunk, so that few are held. */
  private void between(Gates gates, int[] candidates, int start, int end, Errors use) {
    chunks.forEach(
        start,
        end,
        chunk -> {
          int first = Math.max(start, chunk.from()); // a chunk that is not to be cut has more
          int last = Math.min(end, chunk.to());
          errors(
              chunk,
              gates,
              candidates,
              (i, errors) ->
                  use.accept(
                      i,
                      first,
                      Arrays.copyOfRange(errors, first - chunk.from(), last - chunk.from())));
        });
  }

  private void errors(
      Chunk chunk, Gates gates, int[] candidates, BiConsumer<Integer, double[]> use) {
    Autograd.off(
        () -> {
          Tensor goal = goals.of(chunk);
          passes.run(
              chunk,
              gates,
              candidates,
              (places, prediction) -> {
                Tensor repeated = places.length == 1 ? goal : goal.repeat(places.length, 1);
                double[] all = goals.errors(prediction, repeated);
                for (int b = 0; b < places.length; b++) {
                  int from = b * chunk.size();
                  use.accept(places[b], Arrays.copyOfRange(all, from, from + chunk.size()));
                }
              });
          return goal;
        });
  }

  /** The sum of a number and of some more, in their order. */
  static double sum(double start, double[] more) {
    return Arrays.stream(more).reduce(start, Double::sum);
  }
}
