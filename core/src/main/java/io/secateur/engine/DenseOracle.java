package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.Accuracy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.kernels.Kernels;
import io.secateur.engine.operators.Autograd;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact ablation of the neurons in a network's dense tail. What comes before the tail is run on
 * libtorch, once for all removals that do not concern it; or again for each, chunk by chunk, where
 * the samples are too many to be kept.
 */
final class DenseOracle implements Ablation {
  /**
   * How many candidates, for each that is wanted, are measured before the bound is drawn tighter.
   */
  private static final int[] ROUNDS = {1, 8, 32, Integer.MAX_VALUE};

  private final Network network;
  private final Chunks chunks;
  private final Arrangement arrangement;
  private final Goals goals;
  private final Accuracy accuracy;
  private final DenseTail tail;
  private final DenseError error;
  private final @Nullable Repairs repairs;
  private final boolean keep;
  private final Set<Integer> inside;
  private final Set<String> constants; // that the boundary is made with
  private @Nullable DenseAblation kept;
  private @Nullable Gates upstream; // that the boundary was made with
  private @Nullable Gates settled;
  private @Nullable Gates packed;
  private @Nullable DenseState state;
  private DenseState.PackedLoss @Nullable [] losses;

  private DenseOracle(
      Network network,
      Chunks chunks,
      Arrangement arrangement,
      Goals goals,
      Accuracy accuracy,
      DenseTail tail,
      DenseError error,
      @Nullable Repairs repairs,
      boolean keep) {
    this.network = network;
    this.chunks = chunks;
    this.arrangement = arrangement;
    this.goals = goals;
    this.accuracy = accuracy;
    this.tail = tail;
    this.error = error;
    this.repairs = repairs;
    this.keep = keep;
    this.inside = tail.neurons(network.anatomy().gateSites());
    this.constants = network.constantsOf(tail.boundary());
  }

  /**
   * An oracle for the network's tail; null if it has none that the kernels know.
   *
   * @param repairs what makes up for neurons; null if nothing does
   * @param memory bytes that the samples may take
   */
  static @Nullable DenseOracle of(
      Network network,
      Chunks chunks,
      Arrangement arrangement,
      Goals goals,
      Accuracy accuracy,
      ErrorMeasure measure,
      @Nullable Repairs repairs,
      long memory) {
    DenseTail tail = network.tail();
    DenseError error = tail == null ? null : DenseError.of(network, tail, measure);
    if (tail == null || error == null) {
      return null;
    }
    boolean keep = DenseTile.bytesPerSample(tail, repairs != null) * chunks.samples() <= memory;
    return keep || chunks.isOfBlocks()
        ? new DenseOracle(network, chunks, arrangement, goals, accuracy, tail, error, repairs, keep)
        : null;
  }

  @Override
  public IntPredicate covering(Gates gates) {
    return covers(gates) ? inside::contains : neuron -> false;
  }

  /** Whether it can say what the network is under these gates: those in the tail are on or off. */
  boolean covers(Gates gates) {
    return tail.layers().stream()
        .flatMapToInt(layer -> IntStream.of(layer.neurons()))
        .allMatch(n -> n < 0 || gates.alpha(n) == 0 || gates.alpha(n) == 1);
  }

  /** What comes before the tail is always computed with the same samples. */
  @Override
  public boolean tellsSamplesApart(Gates gates, int candidate) {
    return true;
  }

  @Override
  public double[] without(Gates gates, int[] candidates) {
    return without(gates, candidates, null, Double.POSITIVE_INFINITY);
  }

  /** In rounds: the likeliest, some that are likely, the others. */
  @Override
  public double[] lowest(Gates gates, int[] candidates, Bound bound) {
    float[][] first = firstBlock(gates, candidates);
    double[] sums = Arrays.stream(first).mapToDouble(e -> Kernels.sum(e, e.length)).toArray();
    int[] places = likeliestFirst(first, sums);
    double[] totals = new double[candidates.length];
    int done = 0;
    for (int round : ROUNDS) {
      int to = (int) Math.min(places.length, (long) round * bound.wanted());
      int[] some = Arrays.copyOfRange(places, done, to);
      double[] found =
          without(gates, Places.pick(candidates, some), Places.pick(sums, some), bound.limit());
      for (int i = 0; i < some.length; i++) {
        totals[some[i]] = found[i];
        bound.take(found[i]);
      }
      done = to;
    }
    return totals;
  }

  /** The errors of the first block's samples without each candidate. */
  private float[][] firstBlock(Gates gates, int[] candidates) {
    float[][] errors = new float[candidates.length][];
    forEach(
        gates,
        1,
        part -> {
          float[][] found = losing(part, gates).bySample(candidates, 0, 1);
          System.arraycopy(found, 0, errors, 0, found.length);
        });
    return errors;
  }

  private int[] likeliestFirst(float[][] first, double[] sums) {
    double[] guesses = new double[first.length];
    for (int i = 0; i < guesses.length; i++) {
      float[] each = first[i];
      double[] widened = IntStream.range(0, each.length).mapToDouble(s -> each[s]).toArray();
      guesses[i] = arrangement.guess(widened, sums[i], chunks.samples() - each.length);
    }
    return Places.lowestFirst(guesses);
  }

  /**
   * Totals.
   *
   * @param first what the first block comes to without each candidate; null where that is not known
   */
  private double[] without(Gates gates, int[] candidates, double @Nullable [] first, double bound) {
    double[] totals = new double[candidates.length];
    boolean[] isFirst = {first != null};
    forEach(
        gates,
        part -> {
          int[] left = // all of them, where there is but one part
              IntStream.range(0, totals.length).filter(i -> !(totals[i] > bound)).toArray();
          double[] start = Places.pick(totals, left);
          double[] known = isFirst[0] ? first : null; // of all: none is above the bound yet
          isFirst[0] = false;
          double[] found =
              losing(part, gates).without(Places.pick(candidates, left), start, known, bound);
          for (int i = 0; i < left.length; i++) {
            totals[left[i]] = found[i];
          }
        });
    return totals;
  }

  @Override
  public double[][] bySample(Gates gates, int[] candidates, int from, int to) {
    int start = from * LOOK;
    int end = Math.min(chunks.samples(), to * LOOK);
    double[][] errors = new double[candidates.length][end - start];
    int[] begin = {0};
    forEach(
        gates,
        end,
        part -> {
          int first = Math.max(start, begin[0]);
          int last = Math.min(end, begin[0] + part.samples());
          if (first < last) {
            int block = (first - begin[0]) / Kernels.BLOCK;
            int after = (last - begin[0] + Kernels.BLOCK - 1) / Kernels.BLOCK;
            float[][] found = losing(part, gates).bySample(candidates, block, after);
            int at = begin[0] + block * Kernels.BLOCK;
            for (int i = 0; i < errors.length; i++) {
              for (int s = first; s < last; s++) {
                errors[i][s - start] = found[i][s - at];
              }
            }
          }
          begin[0] += part.samples();
        });
    return errors;
  }

  /** Whether it can say what the network under these gates is with a neuron's gate at any value. */
  boolean coversAlong(Gates gates, int neuron) {
    return inside.contains(neuron) && covers(gates.with(neuron, 1));
  }

  /** The total error under these gates but for a neuron's, which has each of some values. */
  double[] along(Gates gates, int neuron, double... alphas) {
    double[] totals = new double[alphas.length];
    forEach(
        gates.with(neuron, 1),
        part -> {
          double[] found = part.along(neuron, alphas);
          Arrays.setAll(totals, i -> totals[i] + found[i]);
        });
    return totals;
  }

  /** The error of each sample. */
  double[] errors(Gates gates) {
    double[] errors = new double[chunks.samples()];
    int[] begin = {0};
    forEach(
        gates,
        part -> {
          part.errors(errors, begin[0]);
          begin[0] += part.samples();
        });
    return errors;
  }

  /** E(α), and how many samples are right. */
  Questions.Tally tally(Gates gates) {
    Questions.Tally[] tally = {new Questions.Tally(0, 0)};
    forEach(gates, part -> tally[0] = tally[0].plus(part.tally()));
    return tally[0];
  }

  /** Gives all samples, settled under these gates, in one part or chunk by chunk. */
  private void forEach(Gates gates, Consumer<DenseAblation> use) {
    forEach(gates, chunks.samples(), use);
  }

  /** The same of the samples before one, and perhaps of some that come along with them. */
  private void forEach(Gates gates, int end, Consumer<DenseAblation> use) {
    if (keep) {
      use.accept(settled(gates));
      return;
    }
    DenseState stem = DenseState.stem(tail, gates);
    if (tail.hasStem()) {
      for (int from = 0; from < end; from += chunks.most()) {
        DenseAblation part = ablation();
        load(from, Math.min(chunks.samples(), from + chunks.most()), stem, part);
        use.accept(settle(part, gates, from));
      }
    } else {
      int most = chunks.most(); // whole chunks: last digits depend on what goes together
      chunks.forEach(
          0,
          (int) Math.min(chunks.samples(), ((long) end + most - 1) / most * most),
          chunk -> {
            DenseAblation part = ablation();
            load(chunk, gates, stem, part);
            use.accept(settle(part, gates, chunk.from()));
          });
    }
  }

  private DenseAblation settle(DenseAblation part, Gates gates, int begin) {
    part.settle(state(gates), (from, count, scores) -> accuracy.right(begin + from, count, scores));
    return part;
  }

  private DenseAblation settled(Gates gates) {
    if (kept == null || upstream == null || !isBoundarySame(gates, upstream)) {
      DenseAblation made = ablation();
      DenseState stem = DenseState.stem(tail, network.anatomy().open());
      if (tail.hasStem()) {
        load(0, chunks.samples(), stem, made);
      } else {
        chunks.forEach(chunk -> load(chunk, gates, stem, made));
      }
      kept = made;
      upstream = gates;
      settled = null;
    }
    DenseAblation ready = Objects.requireNonNull(kept);
    if (settled == null || !settled.sameAs(gates)) {
      settle(ready, gates, 0);
      settled = gates;
    }
    return ready;
  }

  private DenseAblation ablation() {
    return new DenseAblation(tail, error, Kernels.best(), repairs != null);
  }

  /** What is left of the tail. */
  private DenseState state(Gates gates) {
    if (state == null || packed == null || !packed.sameAs(gates)) {
      DenseTail now = gates.refitted().isEmpty() ? tail : DenseTail.of(network, gates);
      state = DenseState.of(Objects.requireNonNull(now), gates, repairs != null);
      losses = null;
      packed = gates;
    }
    return state;
  }

  /** Of a part that is settled, what it loses with each neuron. */
  private DenseAblation losing(DenseAblation part, Gates gates) {
    if (repairs != null && !part.knowsLosses()) {
      if (losses == null) {
        losses = new DenseLosses(tail, repairs, gates).of(state(gates));
      }
      part.lose(losses);
    }
    return part;
  }

  private boolean isBoundarySame(Gates gates, Gates before) {
    return gates.sameWeights(before, constants)
        && IntStream.range(0, gates.size())
            .allMatch(n -> inside.contains(n) || gates.alpha(n) == before.alpha(n));
  }

  private void load(Chunk chunk, Gates gates, DenseState stem, DenseAblation into) {
    float[] boundary =
        Bridge.floats(
            Autograd.off(() -> network.value(tail.boundary(), chunk.inputs(), gates))
                .narrow(0, 0, chunk.size()));
    int width = boundary.length / chunk.size();
    into.add(
        chunk.size(),
        source(chunk.from(), (a, b) -> Arrays.copyOfRange(boundary, a * width, b * width)),
        stem);
  }

  /** The same where the boundary is an input, which needs no network. */
  private void load(int from, int to, DenseState stem, DenseAblation into) {
    into.add(
        to - from, source(from, (a, b) -> chunks.rows(tail.boundary(), from + a, from + b)), stem);
  }

  /** What the samples from one on are. */
  private DenseAblation.Source source(int from, BoundaryRows rows) {
    return new DenseAblation.Source() {
      @Override
      public float[] boundary(int a, int b) {
        return rows.of(a, b);
      }

      @Override
      public double[] targets(int a, int b) {
        return error.goals(goals.rows(from + a, from + b));
      }
    };
  }

  /** Rows of a boundary. */
  @FunctionalInterface
  private interface BoundaryRows {
    float[] of(int from, int to);
  }
}
