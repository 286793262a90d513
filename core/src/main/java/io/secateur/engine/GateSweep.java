package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.operators.Autograd;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The error along one gate on libtorch, which any graph allows: what comes before the neuron's
 * readers is run once, what follows for each value, several at once where the samples are few.
 */
final class GateSweep {
  private final Network network;
  private final Chunks chunks;
  private final Goals goals;
  private final int room;

  /**
   * @param room samples that may be run at once; 0 where the model wants its own number
   */
  GateSweep(Network network, Chunks chunks, Goals goals, int room) {
    this.network = network;
    this.chunks = chunks;
    this.goals = goals;
    this.room = Math.min(room, Restart.MOST_ROWS);
  }

  /** The total error with a neuron's gate at each of some values, and the others as they are. */
  double[] along(Gates gates, int neuron, double... alphas) {
    double[] totals = new double[alphas.length];
    Gates open = gates.with(neuron, 1);
    Downstream rest = new Downstream(network, network.anatomy().neurons().get(neuron).layer());
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  add(chunk, open, rest, neuron, alphas, totals);
                  return chunk;
                }));
    return totals;
  }

  private void add(
      Chunk chunk, Gates open, Downstream rest, int neuron, double[] alphas, double[] totals) {
    Map<String, Tensor> base = network.run(chunk.inputs(), open);
    Downstream.Before before = new Downstream.Before(base, open, network.gated(open), chunk.size());
    Tensor goal = goals.of(chunk);
    boolean many =
        room >= 2 * chunk.size() && rest.isBatchable(before, new int[] {neuron, neuron}, 0, 2);
    int count = many ? room / chunk.size() : 1;
    for (int from = 0; from < alphas.length; from += count) {
      int start = from;
      double[] some = Arrays.copyOfRange(alphas, from, Math.min(alphas.length, from + count));
      int[] same = IntStream.range(0, some.length).map(i -> neuron).toArray();
      Scopes.run(
          () -> {
            Tensor repeated = some.length == 1 ? goal : goal.repeat(some.length, 1);
            double[] errors = goals.errors(rest.with(before, same, some), repeated);
            for (int b = 0; b < some.length; b++) {
              double[] each = Arrays.copyOfRange(errors, b * chunk.size(), (b + 1) * chunk.size());
              totals[start + b] = Rerun.sum(totals[start + b], each);
            }
          });
    }
  }
}
