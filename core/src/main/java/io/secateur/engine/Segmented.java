package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.model.UnusableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * E(α) over samples in segments: the sum of the segments' errors in their order, so that it does
 * not depend on who measured them, nor on how many did. Where there is but one segment it is that
 * segment's error to the last bit.
 *
 * <p>A ranking goes in rounds. All candidates are looked at on every segment's first samples, the
 * likeliest are measured to their end, and what is already worse on a part of the samples is left
 * out of the next round.
 */
public final class Segmented implements ErrorFunction {
  /** Candidates that are measured to their end first, besides those that are wanted. */
  private static final int FAVOURITES = 3;

  /** Of each of several segments one sample in so many tells which candidates are left out. */
  private static final int SHARE = 8;

  /** Fewer candidates than this are not dealt to several hands. */
  private static final int FEWEST = 4;

  private final Network network;
  private final ErrorMeasure measure;
  private final Segments segments;
  private final long seed;
  private final List<Questions.Traits> traits;
  private final int[] begins;
  private @Nullable Draws draws;

  /**
   * @param network as those that answer have it; its caller's
   * @param measure as they have it
   * @param segments of the samples, closed with this
   * @param seed of the samples that are drawn for a confidence
   */
  public Segmented(Network network, ErrorMeasure measure, Segments segments, long seed) {
    this.network = network;
    this.measure = measure;
    this.segments = segments;
    this.seed = seed;
    this.traits = ask("what the samples are", new Questions.Describe());
    this.begins = new int[traits.size() + 1];
    for (int s = 0; s < traits.size(); s++) {
      begins[s + 1] = Math.addExact(begins[s], traits.get(s).samples());
    }
  }

  /**
   * About how many bytes a segment of so many samples takes where all that is kept of it stays in
   * memory.
   */
  public static long memory(Network network, int samples) {
    DenseTail tail = DenseTail.of(network);
    long inputs = 0;
    for (var input : network.graph().inputs()) {
      inputs += io.secateur.model.Tensor.count(network.shapes().of(input.name()));
    }
    long each = Float.BYTES * inputs / network.shapes().samples();
    long inTail = tail == null ? 0 : DenseTile.bytesPerSample(tail, false);
    return samples * Math.max(4 * each, 2 * inTail); // their shares of Measuring's memory
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public ErrorMeasure measure() {
    return measure;
  }

  @Override
  public int samples() {
    return begins[begins.length - 1];
  }

  @Override
  public boolean tellsClasses() {
    return traits.stream().allMatch(Questions.Traits::tellsClasses);
  }

  @Override
  public Evaluation evaluate(Gates gates) {
    double[] alpha = gates.toArray();
    List<Questions.Tally> tallies = ask(title(gates) + ": E", new Questions.Measure(alpha));
    double error = 0;
    long right = 0;
    for (Questions.Tally tally : tallies) {
      error += tally.error();
      right += tally.right();
    }
    if (Double.isNaN(error)) {
      List<Integer> firsts = ask("samples without a number", new Questions.WithoutNumber(alpha));
      int sample =
          IntStream.range(0, firsts.size())
              .filter(s -> firsts.get(s) < traits.get(s).samples())
              .map(s -> begins[s] + firsts.get(s))
              .findFirst()
              .orElse(0);
      throw Objective.withoutNumber(sample);
    }
    return new Evaluation(
        samples(), error, tellsClasses() ? (double) right / samples() : Double.NaN);
  }

  /** Nothing is repaired here. */
  @Override
  public Gates close(Gates gates, int neuron) {
    return gates.close(neuron);
  }

  @Override
  public BySample bySample() {
    throw new UnusableException(
        "this criterion takes derivatives of single samples or what neurons give on them, which are"
            + " not gathered from segments; rank by brute-force, first-order, second-order,"
            + " magnitude or random");
  }

  @Override
  public double[] ablate(Gates gates, int[] candidates) {
    return totals(gates, candidates, Questions.unlimited(segments.count()));
  }

  @Override
  public double[] ablate(Gates gates, int[] candidates, int wanted, double slack) {
    boolean isBounded = traits.stream().allMatch(Questions.Traits::isBounded);
    if (!isBounded || wanted >= candidates.length) {
      return ablate(gates, candidates);
    }
    List<double[][]> first = look(gates, candidates, 0);
    if (first.stream().anyMatch(rows -> rows.length == 0)) {
      return ablate(gates, candidates); // samples cannot be told apart
    }
    Bound bound = new Bound(wanted, slack);
    double[] totals = sum(first, 0);
    int[] likely = Places.lowestFirst(sum(first, 1));
    int[] best = Arrays.copyOf(likely, Math.min(likely.length, wanted + FAVOURITES));
    double[] found = ablate(gates, Places.pick(candidates, best));
    for (int i = 0; i < best.length; i++) {
      totals[best[i]] = found[i];
      bound.take(found[i]);
    }
    int[] rest = below(bound, totals, IntStream.of(likely).skip(best.length).sorted());
    List<double[][]> known = pick(first, rest);
    if (segments.count() > 1 && rest.length > 0) {
      known = look(gates, Places.pick(candidates, rest), SHARE);
      put(sum(known, 0), rest, totals);
      int[] places = rest;
      int[] left =
          IntStream.range(0, rest.length)
              .filter(i -> !(totals[places[i]] > bound.limit()))
              .toArray();
      rest = Places.pick(rest, left);
      known = pick(known, left);
    }
    if (rest.length > 0) {
      put(totals(gates, Places.pick(candidates, rest), limits(bound, known)), rest, totals);
    }
    return totals;
  }

  private static int[] below(Bound bound, double[] totals, IntStream places) {
    return places.filter(i -> !(totals[i] > bound.limit())).toArray();
  }

  /** What is above the bound where all other segments have no more than what is known of them. */
  private static double[] limits(Bound bound, List<double[][]> known) {
    double[] all = sum(known, 0);
    double[] limits = new double[known.size()];
    for (int s = 0; s < limits.length; s++) {
      double[] here = known.get(s)[0];
      double others =
          IntStream.range(0, all.length).mapToDouble(i -> all[i] - here[i]).min().orElse(0);
      limits[s] = bound.limit() - (known.size() == 1 ? 0 : others);
    }
    return limits;
  }

  private static void put(double[] found, int[] places, double[] totals) {
    for (int i = 0; i < places.length; i++) {
      totals[places[i]] = found[i];
    }
  }

  private static List<double[][]> pick(List<double[][]> rows, int[] places) {
    return rows.stream()
        .map(each -> Arrays.stream(each).map(r -> Places.pick(r, places)).toArray(double[][]::new))
        .toList();
  }

  @Override
  public double[] estimate(
      Gates gates, int[] candidates, int wanted, double slack, double confidence) {
    int[] likely = likely(gates, candidates, wanted, confidence);
    int[] left = Places.pick(candidates, likely);
    return Objective.among(
        candidates.length, likely, ablate(gates, left, wanted, slack), wanted, slack);
  }

  private int[] likely(Gates gates, int[] candidates, int wanted, double confidence) {
    if (PairedBounds.looks(samples()) == 0) {
      return IntStream.range(0, candidates.length).toArray();
    }
    if (draws == null) {
      double[] errors =
          ask("the error of each sample", new Questions.Errors()).stream()
              .flatMapToDouble(Arrays::stream)
              .toArray();
      draws = Draws.of(errors, new Random(seed));
    }
    Draws drawn = draws;
    return Race.likely(
        new PairedBounds(candidates.length, wanted, confidence, drawn),
        drawn.size(),
        wanted,
        (left, from, to) ->
            bySample(
                gates,
                Places.pick(candidates, left),
                Arrays.copyOfRange(drawn.order(), from * Ablation.BLOCK, to * Ablation.BLOCK)));
  }

  /** The errors of some samples (candidates, samples); nothing where they cannot be told apart. */
  private double[][] bySample(Gates gates, int[] candidates, int[] samples) {
    int[][] seats = new int[samples.length][]; // segment, place among those of it
    List<List<Integer>> places = new ArrayList<>();
    for (int s = 0; s < segments.count(); s++) {
      places.add(new ArrayList<>());
    }
    for (int i = 0; i < samples.length; i++) {
      int found = Arrays.binarySearch(begins, samples[i]);
      int segment = found >= 0 ? found : -found - 2;
      seats[i] = new int[] {segment, places.get(segment).size()};
      places.get(segment).add(samples[i] - begins[segment]);
    }
    int[][] asked =
        places.stream()
            .map(p -> p.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    List<double[][]> found =
        ask(
            title(gates) + ": " + count(candidates) + " on " + samples.length + " samples",
            new Questions.Drawn(gates.toArray(), candidates, asked));
    if (found.stream().anyMatch(rows -> rows.length < candidates.length)) {
      return new double[0][];
    }
    double[][] errors = new double[candidates.length][samples.length];
    for (int k = 0; k < candidates.length; k++) {
      for (int i = 0; i < samples.length; i++) {
        errors[k][i] = found.get(seats[i][0])[k][seats[i][1]];
      }
    }
    return errors;
  }

  @Override
  public double[] gradient(Gates gates) {
    return derive(gates, false).first();
  }

  @Override
  public Derivatives derivatives(Gates gates) {
    return derive(gates, true);
  }

  private Derivatives derive(Gates gates, boolean second) {
    List<double[][]> found =
        ask(title(gates) + ": derivatives", new Questions.Derive(gates.toArray(), second));
    return new Derivatives(sum(found, 0), sum(found, 1));
  }

  private double[] totals(Gates gates, int[] candidates, double[] limits) {
    String what = title(gates) + ": " + count(candidates);
    double[] alpha = gates.toArray();
    return sum(dealt(what, candidates, some -> new Questions.Without(alpha, some, limits)), 0);
  }

  private List<double[][]> look(Gates gates, int[] candidates, int share) {
    String what = title(gates) + ": a look at " + count(candidates);
    double[] alpha = gates.toArray();
    return dealt(what, candidates, some -> new Questions.Look(alpha, some, share));
  }

  /** Deals candidates to as many hands as there are for each segment. */
  private List<double[][]> dealt(
      String what, int[] candidates, Function<int[], Question<double[][]>> asking) {
    int most = Math.max(1, segments.hands() / segments.count());
    int hands = Math.max(1, Math.min(most, candidates.length / FEWEST));
    int[][] dealt = Questions.dealt(candidates.length, hands);
    List<Question<double[][]>> questions =
        Arrays.stream(dealt).map(some -> asking.apply(Places.pick(candidates, some))).toList();
    List<List<double[][]>> answers = segments.ask(what, questions);
    List<double[][]> all = new ArrayList<>();
    for (int s = 0; s < segments.count(); s++) {
      int segment = s;
      int rows = answers.stream().mapToInt(a -> a.get(segment).length).min().orElse(0);
      double[][] joined = new double[rows][candidates.length];
      for (int h = 0; h < hands; h++) {
        for (int r = 0; r < rows; r++) {
          put(answers.get(h).get(segment)[r], dealt[h], joined[r]);
        }
      }
      all.add(joined);
    }
    return all;
  }

  private <A extends java.io.Serializable> List<A> ask(String what, Question<A> question) {
    return segments.ask(what, List.of(question)).get(0);
  }

  /** The sum of a row over all segments, in their order. */
  private static double[] sum(List<double[][]> parts, int row) {
    double[] sum = parts.get(0)[row].clone();
    for (double[][] part : parts.subList(1, parts.size())) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[row][i];
      }
    }
    return sum;
  }

  private static String title(Gates gates) {
    int closed = gates.size() - gates.alive().length;
    return "removal " + (closed + 1);
  }

  private static String count(int[] candidates) {
    return candidates.length + (candidates.length == 1 ? " candidate" : " candidates");
  }

  @Override
  public void close() {
    segments.close();
  }
}
