package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.kernels.Kernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact ablation where a network ends in dense layers: a neuron's removal changes the next
 * pre-activations by a rank-one term, and only what comes after them is computed again, block by
 * block in the processor's cache.
 *
 * <p>Blocks are dealt to a fixed number of groups, and sums are taken block by block and then group
 * by group, so that results do not depend on the number of threads.
 */
final class DenseAblation {
  /** Parts of the work that run side by side; fixed, because the order of sums depends on it. */
  private static final int GROUPS = 64;

  private final DenseTail tail;
  private final DenseError error;
  private final Kernels kernels;
  private final List<DenseTile> tiles = new ArrayList<>();

  /** Where a neuron is: the layer that reads it, and its columns there. */
  record Seat(int layer, List<Integer> columns) {}

  private final Map<Integer, Seat> seats = new HashMap<>();
  private @Nullable DenseState state;
  private double[] base = new double[0];

  DenseAblation(DenseTail tail, DenseError error, Kernels kernels) {
    this.tail = tail;
    this.error = error;
    this.kernels = kernels;
    for (int l = 0; l < tail.layers().size(); l++) {
      int[] neurons = tail.layers().get(l).neurons();
      for (int c = 0; c < neurons.length; c++) {
        if (neurons[c] >= 0) {
          int layer = l;
          seats
              .computeIfAbsent(neurons[c], n -> new Seat(layer, new ArrayList<>()))
              .columns()
              .add(c);
        }
      }
    }
  }

  /** Adds samples: what the boundary holds for them, and their targets; both row by row. */
  void add(float[] boundary, double[] targets, int samples) {
    int outputs = tail.layers().get(tail.layers().size() - 1).out();
    for (int from = 0; from < samples; from += Kernels.BLOCK) {
      int to = Math.min(samples, from + Kernels.BLOCK);
      tiles.add(DenseTile.of(tail, boundary, targets, outputs, from, to));
    }
  }

  /** Computes every block's pre-activations under these gates, and its error. */
  void settle(Gates gates) {
    DenseState packed = new DenseState(tail, gates);
    state = packed;
    base = new double[tiles.size()];
    inGroups(
        (group, tile) -> {
          float[] gathered = new float[packed.layer(0).in() * Kernels.BLOCK];
          DenseTile t = tiles.get(tile);
          float[] columns = gather(t.columns()[0], packed.layer(0).columns(), gathered);
          for (int l = 0; l < tail.layers().size(); l++) {
            DenseState.Packed p = packed.layer(l);
            kernels.affine(columns, p.in(), p.weights(), p.bias(), p.out(), t.sums()[l]);
            if (l + 1 < tail.layers().size()) {
              columns = t.columns()[l + 1];
              int count = p.out() * Kernels.BLOCK;
              System.arraycopy(t.sums()[l], 0, columns, 0, count);
              activate(l, columns, count);
            }
          }
          int last = tail.layers().size() - 1;
          float[] outputs = t.sums()[last].clone();
          base[tile] = error.of(kernels, outputs, t);
        });
  }

  /** The total error under the gates that were settled. */
  double total() {
    double sum = 0;
    for (double b : base) {
      sum += b;
    }
    return sum;
  }

  /** All samples, in their order. */
  List<DenseTile> tiles() {
    return tiles;
  }

  /** The total error without each candidate, under the gates that were settled. */
  double[] without(int[] candidates) {
    int groups = Math.min(GROUPS, tiles.size());
    double[][] sums = new double[groups][candidates.length];
    DenseState packed = Objects.requireNonNull(state);
    int[][] positions = positions(packed, candidates);
    int[] layers = new int[candidates.length]; // looked up once, not for every block
    for (int i = 0; i < layers.length; i++) {
      layers[i] = Objects.requireNonNull(seats.get(candidates[i])).layer();
    }
    int rows = 0;
    for (DenseLayer layer : tail.layers()) {
      rows = Math.max(rows, Kernels.padded(layer.out()));
    }
    int scratch = rows * Kernels.BLOCK;
    ThreadLocal<float[][]> buffers = ThreadLocal.withInitial(() -> new float[2][scratch]);
    inGroups(
        (group, tile) -> {
          float[][] two = buffers.get();
          for (int i = 0; i < candidates.length; i++) {
            sums[group][i] += without(packed, tile, layers[i], positions[i], two);
          }
        });
    double[] totals = new double[candidates.length];
    for (double[] sum : sums) {
      for (int i = 0; i < totals.length; i++) {
        totals[i] += sum[i];
      }
    }
    return totals;
  }

  /** A block's error without a neuron that layer l reads at these places among what is left. */
  private double without(DenseState packed, int tile, int l, int[] positions, float[][] scratch) {
    DenseTile t = tiles.get(tile);
    DenseState.Packed p = packed.layer(l);
    float[] sums = scratch[0];
    boolean changed = false;
    for (int i = 0; i < positions.length; i++) {
      // the boundary keeps all columns, later layers only those that are left
      int at = (l == 0 ? p.columns()[positions[i]] : positions[i]) * Kernels.BLOCK;
      if (isZero(t.columns()[l], at)) {
        continue;
      }
      float[] from = changed ? sums : t.sums()[l];
      kernels.subtract(
          from,
          rows(p.out()),
          p.out(),
          t.columns()[l],
          at,
          p.weights(),
          positions[i] * p.stride(),
          sums);
      changed = true;
    }
    if (!changed) {
      return base[tile];
    }
    float[] other = scratch[1];
    for (int next = l + 1; next < tail.layers().size(); next++) {
      DenseState.Packed n = packed.layer(next);
      activate(next - 1, sums, n.in() * Kernels.BLOCK);
      kernels.affine(sums, n.in(), n.weights(), n.bias(), n.out(), other);
      float[] swap = sums;
      sums = other;
      other = swap;
    }
    return error.of(kernels, sums, t);
  }

  private void activate(int layer, float[] x, int count) {
    DenseLayer l = tail.layers().get(layer);
    kernels.activate(l.activation(), l.slope(), x, count);
  }

  /** A ReLU's neuron is often silent; then nothing changes. */
  private static boolean isZero(float[] columns, int at) {
    for (int s = 0; s < Kernels.BLOCK; s++) {
      if (columns[at + s] != 0) {
        return false;
      }
    }
    return true;
  }

  /** For each candidate, where its columns stand among those that are left. */
  private int[][] positions(DenseState packed, int[] candidates) {
    List<Map<Integer, Integer>> places = new ArrayList<>();
    for (int l = 0; l < tail.layers().size(); l++) {
      Map<Integer, Integer> byColumn = new HashMap<>();
      int[] columns = packed.layer(l).columns();
      for (int i = 0; i < columns.length; i++) {
        byColumn.put(columns[i], i);
      }
      places.add(byColumn);
    }
    int[][] positions = new int[candidates.length][];
    for (int i = 0; i < candidates.length; i++) {
      Seat seat = Objects.requireNonNull(seats.get(candidates[i]));
      positions[i] = // none where the neuron is closed already
          seat.columns().stream()
              .mapToInt(c -> places.get(seat.layer()).getOrDefault(c, -1))
              .filter(p -> p >= 0)
              .toArray();
    }
    return positions;
  }

  private static float[] gather(float[] all, int[] columns, float[] into) {
    if (columns.length * Kernels.BLOCK == all.length) {
      return all;
    }
    for (int i = 0; i < columns.length; i++) {
      System.arraycopy(all, columns[i] * Kernels.BLOCK, into, i * Kernels.BLOCK, Kernels.BLOCK);
    }
    return into;
  }

  private static final int[] ROWS =
      IntStream.range(0, 1 << 16).map(i -> i * Kernels.BLOCK).toArray();

  /** Where rows begin in a packed block. */
  private static int[] rows(int count) {
    return count <= ROWS.length
        ? ROWS
        : IntStream.range(0, count).map(i -> i * Kernels.BLOCK).toArray();
  }

  /** Something done to each block, group by group. */
  @FunctionalInterface
  private interface Work {
    void on(int group, int tile);
  }

  private void inGroups(Work work) {
    int groups = Math.min(GROUPS, tiles.size());
    IntStream.range(0, groups)
        .parallel()
        .forEach(
            g -> {
              int from = (int) ((long) tiles.size() * g / groups);
              int to = (int) ((long) tiles.size() * (g + 1) / groups);
              for (int tile = from; tile < to; tile++) {
                work.on(g, tile);
              }
            });
  }
}
