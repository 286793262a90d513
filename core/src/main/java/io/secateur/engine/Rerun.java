package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.operators.Autograd;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

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

  private final Chunks chunks;
  private final Goals goals;
  private final Passes passes;

  Rerun(Chunks chunks, Goals goals, Passes passes) {
    this.chunks = chunks;
    this.goals = goals;
    this.passes = passes;
  }

  /** Every candidate is a forward pass of the whole network. */
  static Passes naive(Network network) {
    return (chunk, gates, candidates, use) -> {
      for (int i = 0; i < candidates.length; i++) {
        int candidate = i;
        Gates without = gates.close(candidates[i]);
        Scopes.run(
            () ->
                use.accept(
                    new int[] {candidate},
                    network.prediction(network.run(chunk.inputs(), without), chunk.size())));
      }
    };
  }

  @Override
  public IntPredicate covering(Gates gates) {
    return neuron -> true;
  }

  @Override
  public double[] without(Gates gates, int[] candidates, double bound) {
    double[] totals = new double[candidates.length];
    chunks.forEach(
        chunk -> {
          int[] left =
              IntStream.range(0, totals.length).filter(i -> !(totals[i] > bound)).toArray();
          errors(
              chunk,
              gates,
              IntStream.of(left).map(i -> candidates[i]).toArray(),
              (i, errors) -> totals[left[i]] += sum(errors));
        });
    return totals;
  }

  @Override
  public double[][] bySample(Gates gates, int[] candidates, int from, int to) {
    int start = from * BLOCK;
    int end = Math.min(chunks.samples(), to * BLOCK);
    double[][] all = new double[candidates.length][end - start];
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
                  System.arraycopy(
                      errors, first - chunk.from(), all[i], first - start, last - first));
        });
    return all;
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

  /** The sum of some numbers, in their order. */
  static double sum(double[] each) {
    return Arrays.stream(each).reduce(0, Double::sum);
  }
}
