package io.secateur.engine;

import io.secateur.engine.kernels.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Candidates for which a block is taken from memory once. */
  private static final int SLICE = 32;

  private final DenseTail tail;
  private final DenseError error;
  private final Kernels kernels;
  private final boolean repaired;
  private final List<DenseTile> tiles = new ArrayList<>();
  private final Map<Integer, List<Integer>> columns = new HashMap<>();
  private final Map<Integer, Integer> layers = new HashMap<>();
  private final int[][] places; // for each layer, the row in which blocks hold each of its columns

  private int samples;
  private @Nullable DenseState state;
  private double[] blockErrors = {}; // each block's total
  private int[] blockRights = {}; // and how many of its samples are right
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
    this.places = new int[tail.depth()][0];
    this.scratch = ThreadLocal.withInitial(() -> new DenseScratch(tail, error.goals()));
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

  /** Samples that are added, each a row. */
  interface Source {
    /** What the boundary holds for some of them (samples, columns). */
    float[] boundary(int from, int to);

    /** Their targets (samples, outputs). */
    double[] targets(int from, int to);
  }

  /**
   * Adds samples.
   *
   * @param count how many
   * @param stem with which a layer is computed that is computed only once: all units that will be
   *     asked for
   */
  void add(int count, Source source, DenseState stem) {
    int first = samples;
    samples += count;
    while (tiles.size() * Kernels.BLOCK < samples) {
      tiles.add(null);
    }
    int begin = first / Kernels.BLOCK;
    Crew.forEach(
        tiles.size() - begin,
        part -> {
          int start = (begin + part) * Kernels.BLOCK;
          int from = Math.max(first, start);
          int to = Math.min(samples, start + Kernels.BLOCK);
          if (from == start) {
            tiles.set(begin + part, DenseTile.empty(tail, error.goals(), repaired));
          }
          float[] rows = source.boundary(from - first, to - first);
          put(tiles.get(begin + part), from - start, to - start, rows, stem);
          tiles
              .get(begin + part)
              .aim(from - start, to - start, source.targets(from - first, to - first));
        });
    places[0] = IntStream.range(0, tail.layers().get(0).in()).toArray();
    if (tail.hasStem()) {
      places[1] = places(stem, 0);
    }
    state = null;
  }

  private void put(DenseTile tile, int start, int end, float[] rows, DenseState stem) {
    if (tail.hasStem()) {
      new DensePass(tail, error, kernels, stem).stem(tile, start, end, rows, scratch.get());
    } else {
      DenseTile.turn(start, end, rows, tile.columns()[0]);
    }
  }

  /** For each unit of a layer, the row in which a block has it that was computed so; or −1. */
  private int[] places(DenseState from, int l) {
    int[] rows = new int[tail.layers().get(l).out()];
    Arrays.fill(rows, -1);
    int[] units = from.layer(l).units();
    for (int i = 0; i < units.length; i++) {
      rows[units[i]] = i;
    }
    return rows;
  }

  int samples() {
    return samples;
  }

  /** Counts the samples that are right among some. */
  interface Judge {
    /**
     * How many of a block's samples are right; asked from several threads.
     *
     * @param from the first sample's place
     * @param count how many they are
     * @param scores last pre-activations (outputs, BLOCK)
     */
    int right(int from, int count, float[] scores);
  }

  /** Computes what changes with what is left of the layers, or everything the first time. */
  void settle(DenseState next, Judge judge) {
    DenseState before = state;
    lost = !repaired;
    int first = tail.first();
    int change = before == null ? first : next.firstChange(before);
    boolean isThere = change == first || change == next.depth() || isThere(next, change);
    int from = isThere ? change : change - 1;
    for (int l = from + 1; l < next.depth(); l++) {
      places[l] = places(next, l - 1);
    }
    DenseState settled = next.at(places);
    state = settled;
    if (from == next.depth()) {
      return;
    }
    DensePass pass = new DensePass(tail, error, kernels, settled);
    blockErrors = new double[tiles.size()];
    blockRights = new int[tiles.size()];
    Crew.forEach(
        groups(),
        g -> {
          for (int t = start(g); t < start(g + 1); t++) {
            DenseTile tile = tiles.get(t);
            if (before == null && first == 0) {
              tile.measure(0, tail.layers().get(0).in());
            }
            if (from > first && tail.isRectified(from - 1)) {
              tile.turn(from - 1, settled.layer(from).rows());
            }
            pass.forward(tile, from);
            blockErrors[t] = sum(t, tile.errors());
            float[] last = tile.sums()[tail.depth() - 1];
            blockRights[t] = judge.right(t * Kernels.BLOCK, size(t), last);
          }
        });
  }

  /** Whether blocks hold all that a layer now reads. */
  private boolean isThere(DenseState next, int l) {
    return IntStream.of(next.layer(l).columns()).allMatch(column -> places[l][column] >= 0);
  }

  /** Whether it is known what the settled layers lose with each neuron. */
  boolean knowsLosses() {
    return lost;
  }

  /** Computes what the settled layers lose with each neuron, by these linear maps. */
  void lose(DenseState.PackedLoss... losses) {
    DensePass pass = pass();
    Crew.forEach(tiles.size(), tile -> pass.lose(tiles.get(tile), losses));
    lost = true;
  }

  /**
   * Puts the errors of all samples, in the state that was settled, into an array from a place on.
   */
  void errors(double[] to, int from) {
    for (int s = 0; s < samples; s++) {
      to[from + s] = tiles.get(s / Kernels.BLOCK).errors()[s % Kernels.BLOCK];
    }
  }

  /** The total error in the state that was settled, and how many samples are right. */
  Questions.Tally tally() {
    double total = 0;
    for (int g = 0; g < groups(); g++) {
      double sum = 0;
      for (int tile = start(g); tile < start(g + 1); tile++) {
        sum += blockErrors[tile];
      }
      total += sum;
    }
    return new Questions.Tally(total, IntStream.of(blockRights).sum());
  }

  /**
   * The total error without each candidate, in the state that was settled; of one that is above a
   * bound, perhaps only a part that already is.
   *
   * @param start what each candidate's total begins with
   * @param first what the first block comes to without each; null where that is not known
   */
  double[] without(int[] candidates, double[] start, double @Nullable [] first, double bound) {
    DensePass pass = pass();
    DensePass.Seat[] seats = seats(candidates);
    double[] totals = start.clone();
    if (bound == Double.POSITIVE_INFINITY) {
      whole(pass, seats, first, totals);
    } else {
      bounded(pass, seats, first, totals, bound);
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
      whole(pass, parts, null, some);
      System.arraycopy(some, 0, totals, from, some.length);
    }
    return totals;
  }

  /** The errors of some blocks' samples without each candidate (candidates, samples). */
  float[][] bySample(int[] candidates, int from, int to) {
    DensePass pass = pass();
    DensePass.Seat[] seats = seats(candidates);
    int end = Math.min(samples, to * Kernels.BLOCK);
    float[][] errors = new float[candidates.length][end - from * Kernels.BLOCK];
    int slices = (candidates.length + SLICE - 1) / SLICE;
    Crew.forEach(
        slices * (to - from),
        part -> {
          int tile = from + part / slices;
          int at = (tile - from) * Kernels.BLOCK;
          DenseScratch mine = scratch.get();
          int last = Math.min(candidates.length, (part % slices + 1) * SLICE);
          for (int i = part % slices * SLICE; i < last; i++) {
            float[] each = pass.without(tiles.get(tile), seats[i], mine);
            System.arraycopy(each, 0, errors[i], at, size(tile));
          }
        });
    return errors;
  }

  /**
   * A block's total without a candidate.
   *
   * @param first what the first block comes to without each; null where that is not known
   */
  private double without(
      DensePass pass,
      int tile,
      DensePass.Seat[] seats,
      int i,
      double @Nullable [] first,
      DenseScratch mine) {
    return tile == 0 && first != null
        ? first[i]
        : sum(tile, pass.without(tiles.get(tile), seats[i], mine));
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
  private void whole(
      DensePass pass, DensePass.Seat[] seats, double @Nullable [] first, double[] totals) {
    double[][] sums = new double[groups()][seats.length];
    Crew.forEach(
        groups(),
        g -> {
          DenseScratch mine = scratch.get();
          for (int tile = start(g); tile < start(g + 1); tile++) {
            for (int i = 0; i < seats.length; i++) {
              sums[g][i] += without(pass, tile, seats, i, first, mine);
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
  private void bounded(
      DensePass pass,
      DensePass.Seat[] seats,
      double @Nullable [] known,
      double[] totals,
      double bound) {
    int slice = Math.max(1, Math.min(SLICE, seats.length / (4 * Crew.size())));
    Crew.forEach(
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
                sums[i - first] += without(pass, tile, seats, i, known, mine);
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
}
