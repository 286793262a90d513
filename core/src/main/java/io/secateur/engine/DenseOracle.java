package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.kernels.Kernels;
import io.secateur.engine.operators.Autograd;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Exact ablation of the neurons in a network's dense tail. What comes before the tail is run on
 * libtorch, once for all removals that do not concern it.
 */
final class DenseOracle {
  private final Network network;
  private final Chunks chunks;
  private final TargetTable targets;
  private final DenseTail tail;
  private final DenseError error;
  private final Set<Integer> inside;
  private @Nullable DenseAblation ablation;
  private double @Nullable [] upstream; // the gates before the tail that the boundary was made with
  private @Nullable Gates settled;

  private DenseOracle(
      Network network, Chunks chunks, TargetTable targets, DenseTail tail, DenseError error) {
    this.network = network;
    this.chunks = chunks;
    this.targets = targets;
    this.tail = tail;
    this.error = error;
    this.inside = tail.neurons(network.anatomy().gateSites());
  }

  /**
   * An oracle for the network's tail; null if it has none that the kernels know, or it would take
   * too much memory.
   */
  static @Nullable DenseOracle of(
      Network network, Chunks chunks, TargetTable targets, ErrorMeasure measure) {
    DenseTail tail = DenseTail.of(network);
    DenseError error = tail == null ? null : DenseError.of(network, tail, measure);
    if (tail == null || error == null) {
      return null;
    }
    long perSample = 0;
    for (DenseLayer layer : tail.layers()) {
      perSample += 4L * (layer.in() + Kernels.padded(layer.out()));
    }
    return perSample * chunks.samples() > Runtime.getRuntime().maxMemory() / 2
        ? null
        : new DenseOracle(network, chunks, targets, tail, error);
  }

  /** Whether it can say what the network is without a neuron. */
  boolean covers(int neuron) {
    return inside.contains(neuron);
  }

  /** Whether it can say what the network is under these gates: those in the tail are on or off. */
  boolean covers(Gates gates) {
    return tail.layers().stream()
        .flatMapToInt(layer -> IntStream.of(layer.neurons()))
        .allMatch(n -> n < 0 || gates.alpha(n) == 0 || gates.alpha(n) == 1);
  }

  double[] ablate(Gates gates, int[] candidates) {
    return settled(gates).without(candidates);
  }

  double total(Gates gates) {
    return settled(gates).total();
  }

  /** Takes some samples' last pre-activations. */
  interface Rows {
    /** The first sample's number, and (samples, outputs) row by row. */
    void accept(int from, double[] rows);
  }

  /** Gives all last pre-activations, block by block. */
  void logits(Gates gates, Rows use) {
    int outputs = error.outputs();
    int from = 0;
    for (DenseTile tile : settled(gates).tiles()) {
      double[] rows = new double[tile.size() * outputs];
      float[] last = tile.sums()[tile.sums().length - 1];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = last[i % outputs * Kernels.BLOCK + i / outputs];
      }
      use.accept(from, rows);
      from += tile.size();
    }
  }

  private DenseAblation settled(Gates gates) {
    double[] before = upstream(gates);
    if (ablation == null || !Arrays.equals(before, upstream)) {
      ablation = load(gates);
      upstream = before;
      settled = null;
    }
    DenseAblation ready = Objects.requireNonNull(ablation);
    if (settled == null || !Arrays.equals(settled.toArray(), gates.toArray())) {
      ready.settle(gates);
      settled = gates;
    }
    return ready;
  }

  private double[] upstream(Gates gates) {
    double[] alpha = gates.toArray();
    inside.forEach(n -> alpha[n] = 1);
    return alpha;
  }

  private DenseAblation load(Gates gates) {
    DenseAblation made = new DenseAblation(tail, error, Kernels.best());
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  Map<String, Tensor> values = network.run(chunk.inputs(), gates);
                  Tensor boundary = Objects.requireNonNull(values.get(tail.boundary()));
                  made.add(
                      Bridge.floats(boundary.narrow(0, 0, chunk.size())),
                      targets.rows(chunk.from(), chunk.to()),
                      chunk.size());
                  return made;
                }));
    return made;
  }
}
