package io.secateur.engine;

import io.secateur.engine.kernels.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
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

  /** Candidates for which a block is taken from memory once. */
  private static final int SLICE = 32;

  private final DenseTail tail;
  private final DenseError error;
  private final Kernels kernels;
  private final boolean repaired;
  private final List<DenseTile> tiles = new ArrayList<>();
  private final Map<Integer, List<Integer>> columns = new HashMap<>();
  private final Map<Integer, Integer> layers = new HashMap<>();

  private int samples;
  private @Nullable DenseState state;
  private boolean lost;
  private final ThreadLocal<DenseScratch> scratch;

  /**
   * @param repaired whether something makes up for neurons when they go
   */
  DenseAblation(DenseTail tail, DenseError error, Kernels kernels, boolean repaired) {
    this.tail = tail;
    this.repaired = repaired;
    this.error = error;
    this.kernels = kernels;
    this.scratch = ThreadLocal.withInitial(() -> new DenseScratch(tail));
    for (int l = 0; l < tail.depth(); l++) {
      int[] neurons = tail.layers().get(l).neurons();
      for (int c = 0; c < neurons.length; c++) {
        if (neurons[c] >= 0) {
          layers.put(neurons[c], l);
          columns.computeIfAbsent(neurons[c], n -> new ArrayList<>()).add(c);
        }
      }
    }
  }

  /** Adds samples: what the boundary holds for them, and their targets; both row by row. */
  void add(float[] boundary, double[] targets, int count) {
    int first = samples;
    samples += count;
    while (tiles.size() * Kernels.BLOCK < samples) {
      tiles.add(DenseTile.empty(tail, repaired));
    }
    int begin = first / Kernels.BLOCK;
    inParallel(
        tiles.size() - begin,
        part -> {
          int start = (begin + part) * Kernels.BLOCK;
          int from = Math.max(first, start);
          int to = Math.min(samples, start + Kernels.BLOCK);
          tiles.get(begin + part).put(from - start, to - start, boundary, targets, from - first);
        });
    state = null;
  }

  int samples() {
    return samples;
  }

  int blocks() {
    return tiles.size();
  }

  /** Computes what changes with what is left of the layers, or everything the first time. */
  void settle(DenseState next) {
    DenseState before = state;
    state = next;
    lost = !repaired;
    DensePass pass = new DensePass(tail, error, kernels, next);
    if (before == null) {
      inParallel(
          tiles.size(),
          tile -> {
            tiles.get(tile).measure(0, tail.layers().get(0).in());
            pass.forward(tiles.get(tile), 0);
          });
      return;
    }
    int change = next.firstChange(before);
    if (change == next.depth()) {
      return;
    }
    int[] kept = change == 0 ? null : next.kept(before, change - 1);
    int from = change > 0 && kept == null ? change - 1 : change;
    inParallel(
        tiles.size(),
        tile -> {
          if (kept != null) {
            tiles.get(tile).keep(change - 1, kept);
            // not moved: rows share a division, so their last digits depend on their neighbours
            pass.activate(tiles.get(tile), change - 1);
          }
          pass.forward(tiles.get(tile), from);
        });
  }

  /** Whether it is known what the settled layers lose with each neuron. */
  boolean knowsLosses() {
    return lost;
  }

  /** Computes what the settled layers lose with each neuron, by these linear maps. */
  void lose(DenseState.PackedLoss... losses) {
    DensePass pass = pass();
    inParallel(tiles.size(), tile -> pass.lose(tiles.get(tile), losses));
    lost = true;
  }

  /** The total error in the state that was settled. */
  double total() {
    double total = 0;
    for (int g = 0; g < groups(); g++) {
      double sum = 0;
      for (int tile = start(g); tile < start(g + 1); tile++) {
        sum += sum(tile, tiles.get(tile).errors());
      }
      total += sum;
    }
    return total;
  }

  /** How many samples a judge finds right, by their last pre-activations. */
  int right(DenseOracle.Judge judge) {
    int[] right = new int[groups()];
    inParallel(
        groups(),
        g -> {
          for (int tile = start(g); tile < start(g + 1); tile++) {
            float[] last = tiles.get(tile).sums()[tail.depth() - 1];
            int from = tile * Kernels.BLOCK;
            right[g] += judge.right(from, size(tile), last);
          }
        });
    return IntStream.of(right).sum();
  }

  /**
   * The total error without each candidate, in the state that was settled; of one that is above a
   * bound, perhaps only a part that already is.
   *
   * @param start what each candidate's total begins with
   */
  double[] without(int[] candidates, double[] start, double bound) {
    DensePass pass = pass();
    DensePass.Seat[] seats = seats(candidates);
    double[] totals = start.clone();
    if (bound == Double.POSITIVE_INFINITY) {
      whole(pass, seats, totals);
    } else {
      bounded(pass, seats, totals, bound);
    }
    return totals;
  }

  /**
   * The total error with a neuron's gate at each of some values, under the gates that were settled,
   * where it is 1.
   */
  double[] along(int neuron, double... alphas) {
    DensePass pass = pass();
    DensePass.Seat seat = seats(neuron)[0];
    int out = Objects.requireNonNull(state).layer(seat.layer()).out();
    double[] totals = new double[alphas.length];
    for (int from = 0; from < alphas.length; from += SLICE * SLICE) { // few are held
      int to = Math.min(alphas.length, from + SLICE * SLICE);
      DensePass.Seat[] parts =
          Arrays.stream(alphas, from, to)
              .mapToObj(alpha -> seat.times(1 - alpha, out))
              .toArray(DensePass.Seat[]::new);
      double[] some = new double[parts.length];
      whole(pass, parts, some);
      System.arraycopy(some, 0, totals, from, some.length);
    }
    return totals;
  }

  /** The errors of some blocks' samples without each candidate (candidates, samples). */
  double[][] bySample(int[] candidates, int from, int to) {
    DensePass pass = pass();
    DensePass.Seat[] seats = seats(candidates);
    int end = Math.min(samples, to * Kernels.BLOCK);
    double[][] errors = new double[candidates.length][end - from * Kernels.BLOCK];
    int slices = (candidates.length + SLICE - 1) / SLICE;
    inParallel(
        slices * (to - from),
        part -> {
          int tile = from + part / slices;
          int at = (tile - from) * Kernels.BLOCK;
          DenseScratch mine = scratch.get();
          int last = Math.min(candidates.length, (part % slices + 1) * SLICE);
          for (int i = part % slices * SLICE; i < last; i++) {
            float[] each = pass.without(tiles.get(tile), seats[i], mine);
            for (int s = 0; s < size(tile); s++) {
              errors[i][at + s] = each[s];
            }
          }
        });
    return errors;
  }

  private double without(DensePass pass, int tile, DensePass.Seat seat, DenseScratch mine) {
    return sum(tile, pass.without(tiles.get(tile), seat, mine));
  }

  private double sum(int tile, float[] each) {
    return Kernels.sum(each, size(tile));
  }

  /** How many samples a block holds. */
  private int size(int tile) {
    return Math.min(samples - tile * Kernels.BLOCK, Kernels.BLOCK);
  }

  private DensePass pass() {
    return new DensePass(tail, error, kernels, Objects.requireNonNull(state));
  }

  /** All candidates to the end: the blocks are dealt out. */
  private void whole(DensePass pass, DensePass.Seat[] seats, double[] totals) {
    double[][] sums = new double[groups()][seats.length];
    inParallel(
        groups(),
        g -> {
          DenseScratch mine = scratch.get();
          for (int tile = start(g); tile < start(g + 1); tile++) {
            for (int i = 0; i < seats.length; i++) {
              sums[g][i] += without(pass, tile, seats[i], mine);
            }
          }
        });
    for (double[] sum : sums) {
      for (int i = 0; i < totals.length; i++) {
        totals[i] += sum[i];
      }
    }
  }

  /** Each candidate as far as the bound: the candidates are dealt out. */
  private void bounded(DensePass pass, DensePass.Seat[] seats, double[] totals, double bound) {
    int threads = ForkJoinPool.getCommonPoolParallelism() + 1;
    int slice = Math.max(1, Math.min(SLICE, seats.length / (4 * threads)));
    inParallel(
        (seats.length + slice - 1) / slice,
        part -> {
          int first = part * slice;
          int[] left = IntStream.range(first, Math.min(seats.length, first + slice)).toArray();
          int count = left.length;
          double[] sums = new double[count];
          DenseScratch mine = scratch.get();
          for (int g = 0; g < groups() && count > 0; g++) {
            Arrays.fill(sums, 0);
            for (int tile = start(g); tile < start(g + 1); tile++) {
              int still = 0;
              for (int c = 0; c < count; c++) {
                int i = left[c];
                sums[i - first] += without(pass, tile, seats[i], mine);
                left[still] = i;
                if (totals[i] + sums[i - first] > bound) {
                  totals[i] += sums[i - first];
                } else {
                  still++;
                }
              }
              count = still;
            }
            for (int c = 0; c < count; c++) {
              totals[left[c]] += sums[left[c] - first];
            }
          }
        });
  }

  /** Where candidates are among what is left. */
  private DensePass.Seat[] seats(int... candidates) {
    DenseState packed = Objects.requireNonNull(state);
    DensePass.Seat[] seats = new DensePass.Seat[candidates.length];
    for (int i = 0; i < seats.length; i++) {
      int layer = Objects.requireNonNull(layers.get(candidates[i]));
      int[] left = packed.layer(layer).columns();
      int[] places =
          Objects.requireNonNull(columns.get(candidates[i])).stream()
              .mapToInt(c -> Arrays.binarySearch(left, c))
              .filter(place -> place >= 0)
              .toArray();
      seats[i] = DensePass.Seat.of(packed, layer, places);
    }
    return seats;
  }

  private int groups() {
    return Math.min(GROUPS, tiles.size());
  }

  /** The first block of a group. */
  private int start(int group) {
    return (int) ((long) tiles.size() * group / groups());
  }

  private static void inParallel(int parts, IntConsumer work) {
    IntStream.range(0, parts).parallel().forEach(work);
  }
}
