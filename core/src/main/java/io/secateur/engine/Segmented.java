package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.repair.Fit;
import io.secateur.engine.repair.Gram;
import io.secateur.engine.repair.Reader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * E(α) over samples in segments: the sum of the segments' errors in a fixed order, so that it does
 * not depend on who measured them, nor on how many did. Where there is but one segment it is that
 * segment's error to the last bit. What readers take is a sum as well, from which it is known here
 * how they are repaired; segments are told.
 */
public final class Segmented implements ErrorFunction {
  private final Network network;
  private final ErrorMeasure measure;
  private final Segments segments;
  private final List<Questions.Traits> traits;
  private final int[] begins;
  private final @Nullable Repairs repairs;
  private final Telling telling;
  private final Rounds rounds;
  private final DrawnSegments drawn;
  private final BySample bySample;

  /**
   * @param network as those that answer have it; its caller's
   * @param measure as they have it
   * @param segments of the samples, closed with this
   * @param how the repair is made and samples are drawn for a confidence, and what memory may be
   *     taken here
   */
  public Segmented(Network network, ErrorMeasure measure, Segments segments, Measuring how) {
    this.network = network;
    this.measure = measure;
    this.segments = segments;
    this.traits = ask("what the samples are", new Questions.Describe());
    this.begins = new int[traits.size() + 1];
    for (int s = 0; s < traits.size(); s++) {
      begins[s + 1] = Math.addExact(begins[s], traits.get(s).samples());
    }
    boolean isBounded = traits.stream().allMatch(Questions.Traits::isBounded);
    this.repairs = Repairs.of(network, how.repair(), how.forRepair(), this::fits);
    this.telling = new Telling(network, segments, repairs);
    this.rounds = new Rounds(segments, telling, isBounded);
    this.drawn = new DrawnSegments(segments, telling, how.seed(), begins);
    this.bySample = new BySampleSegmented(this, begins);
  }

  /**
   * About how many bytes a segment of so many samples takes where all that is kept of it stays in
   * memory.
   */
  public static long memory(Network network, int samples, boolean repaired) {
    DenseTail tail = network.tail();
    long inputs = 0;
    for (var input : network.graph().inputs()) {
      inputs += io.secateur.model.Tensor.count(network.shapes().of(input.name()));
    }
    long each = Float.BYTES * inputs / network.shapes().samples();
    long inTail = tail == null ? 0 : DenseTile.bytesPerSample(tail, repaired);
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
    List<Questions.Tally> tallies =
        ask(Rounds.title(gates) + ": E", new Questions.Measure(telling.state(gates)));
    Questions.Tally all = PairedSums.of(tallies, Questions.Tally::plus);
    if (Double.isNaN(all.error())) {
      throw Objective.withoutNumber(withoutNumber(gates));
    }
    return new Evaluation(
        samples(), all.error(), tellsClasses() ? (double) all.right() / samples() : Double.NaN);
  }

  private int withoutNumber(Gates gates) {
    List<Integer> firsts =
        ask("samples without a number", new Questions.WithoutNumber(telling.state(gates)));
    return IntStream.range(0, firsts.size())
        .filter(s -> firsts.get(s) < traits.get(s).samples())
        .map(s -> begins[s] + firsts.get(s))
        .findFirst()
        .orElse(0);
  }

  @Override
  public int[][] confusion(Gates gates, int classes) {
    int[][] sum = new int[classes][classes];
    for (int[][] part :
        ask(
            Rounds.title(gates) + ": confusion",
            new Questions.Confuse(telling.state(gates), classes))) {
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < classes; j++) {
          sum[i][j] += part[i][j];
        }
      }
    }
    return sum;
  }

  @Override
  public double[] along(Gates gates, int neuron, double... alphas) {
    State state = telling.state(gates);
    return sum(gates, "along neuron " + neuron, new Questions.Along(state, neuron, alphas))[0];
  }

  @Override
  public Gates close(Gates gates, int neuron) {
    return repairs == null ? gates.close(neuron) : repairs.close(gates, neuron);
  }

  @Override
  public Gates without(int... neurons) {
    return repairs == null ? ErrorFunction.super.without(neurons) : repairs.without(neurons);
  }

  private Map<Reader, Fit> fits(List<Reader> readers, Gates gates, boolean squares, boolean all) {
    int[] numbers = readers.stream().mapToInt(Objects.requireNonNull(repairs)::number).toArray();
    List<ArrayList<Gram.Sums>> found =
        ask(
            Rounds.title(gates) + ": what " + numbers.length + " readers take",
            new DerivativeQuestions.Take(telling.state(gates), numbers, squares, all));
    List<Gram> grams = Rows.none(readers, gates, squares, all);
    for (int r = 0; r < numbers.length; r++) {
      int reader = r;
      List<Gram.Sums> parts = found.stream().map(sums -> sums.get(reader)).toList();
      grams.get(r).add(PairedSums.of(parts, Gram.Sums::plus));
    }
    return Rows.fits(grams);
  }

  @Override
  public int[] inOrder(Gates gates, int... neurons) {
    return repairs == null ? neurons : repairs.inOrder(gates, neurons);
  }

  @Override
  public double[] ablate(Gates gates, int[] candidates) {
    return rounds.all(gates, candidates);
  }

  @Override
  public double[] ablate(Gates gates, int[] candidates, int wanted, double slack) {
    return rounds.lowest(gates, candidates, wanted, slack);
  }

  @Override
  public double[] estimate(
      Gates gates, int[] candidates, int wanted, double slack, double confidence) {
    int[] likely = drawn.likely(gates, candidates, wanted, confidence);
    int[] left = Places.pick(candidates, likely);
    return Objective.among(
        candidates.length, likely, ablate(gates, left, wanted, slack), wanted, slack);
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
    State state = telling.state(gates, gates.alive());
    double[][] sums = sum(gates, "derivatives", new DerivativeQuestions.Derive(state, second));
    return new Derivatives(sums[0], sums[1]);
  }

  @Override
  public BySample bySample() {
    return bySample;
  }

  /** Networks as questions travel with them. */
  Telling telling() {
    return telling;
  }

  /** The sum of what all segments answer. */
  double[][] sum(Gates gates, String what, Question<double[][]> question) {
    return PairedSums.rows(ask(Rounds.title(gates) + ": " + what, question));
  }

  private <A extends Serializable> List<A> ask(String what, Question<A> question) {
    return segments.ask(what, List.of(question)).get(0);
  }

  @Override
  public void close() {
    telling.close();
    segments.close();
  }
}
