package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.ErrorUse;
import io.secateur.engine.errors.TargetTable;
import io.secateur.engine.repair.Gram;
import io.secateur.engine.repair.Reader;
import io.secateur.model.UnusableException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The error of a gated network over a data set, E(α), measured in this process. It owns the samples
 * that it keeps in native memory; the network is its caller's.
 */
public final class Objective implements ErrorFunction {
  /** About what the recursion's second derivatives take, in forward passes (docs/method.md). */
  private static final int RECURSION = 7;

  private final Network network;
  private final Dataset data;
  private final ErrorMeasure measure;
  private final Measuring how;
  private final Arrangement arrangement;
  private final Part whole;
  private final Verdicts verdicts;
  private final BySampleHere bySample;
  private final Received received;
  private @Nullable Drawn drawn;
  private double passes;

  /** Samples by which candidates are dropped, in the order in which they were drawn. */
  private record Drawn(Draws draws, Part part) {}

  /**
   * @param data what the network is judged on
   * @param measure the error; KullbackLeibler takes the network with all gates open as its original
   * @throws UnusableException if the data does not fit the network, or the network gives no numbers
   *     on it
   */
  public Objective(Network network, Dataset data, ErrorMeasure measure) {
    this(network, data, measure, Measuring.DEFAULT);
  }

  /** As the other constructor, in a way that is asked for. */
  public Objective(Network network, Dataset data, ErrorMeasure measure, Measuring how) {
    this(network, data, measure, how, null);
  }

  /**
   * As the other constructor, on a segment of the samples: what readers take is told by those who
   * ask, as it is not for one segment to say.
   */
  public static Objective ofSegment(
      Network network, Dataset data, ErrorMeasure measure, Measuring how) {
    return new Objective(network, data, measure, how, Repairs.told(network, how.repair()));
  }

  private Objective(
      Network network, Dataset data, ErrorMeasure measure, Measuring how, @Nullable Repairs told) {
    this.network = network;
    this.data = data;
    this.measure = measure;
    this.how = how;
    TargetTable targets = new TargetTable(data.targets(), network.outputSize());
    ErrorUse.require(network.outputKind(), targets, measure);
    this.arrangement = SampleOrders.of(network, data, measure, how);
    this.whole =
        arrangement.order() == null
            ? new Part(network, data, targets, arrangement, measure, how, told)
            : part(arrangement.of(data), arrangement, told);
    this.verdicts = new Verdicts(network, whole, arrangement);
    this.received = new Received(told);
    this.bySample = new BySampleHere(network, measure, whole, arrangement, how);
  }

  private Part part(Dataset samples, Arrangement arranged, @Nullable Repairs repairs) {
    TargetTable targets = new TargetTable(samples.targets(), network.outputSize());
    return new Part(network, samples, targets, arranged, measure, how, repairs);
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
    return whole.chunks().samples();
  }

  /**
   * What was asked for so far, in forward passes over all samples of the whole network: 1 for E(α),
   * as for E without a neuron, however little of it had to be computed; a backward pass counts as 2
   * of them, and the diagonal recursion as {@value #RECURSION}.
   */
  public double passes() {
    return passes + bySample.passes();
  }

  @Override
  public boolean tellsClasses() {
    return whole.targets().tellsClasses();
  }

  @Override
  public Evaluation evaluate(Gates gates) {
    passes++;
    Evaluation evaluation = measured(gates);
    if (Double.isNaN(evaluation.error())) {
      throw withoutNumber(firstWithoutNumber(gates));
    }
    return evaluation;
  }

  static UnusableException withoutNumber(int sample) {
    return new UnusableException(
        "the network gives no number on sample "
            + sample
            + "; check that the data is prepared as it was in training");
  }

  int firstWithoutNumber(Gates gates) {
    return verdicts.firstWithoutNumber(gates);
  }

  private Evaluation measured(Gates gates) {
    Questions.Tally tally = tally(gates);
    return new Evaluation(
        samples(), tally.error(), tellsClasses() ? (double) tally.right() / samples() : Double.NaN);
  }

  /** What an evaluation is made of. */
  Questions.Tally tally(Gates gates) {
    return verdicts.tally(gates);
  }

  /** What the network under these gates says of each sample, in the data's order. */
  public Answers answers(Gates gates) {
    passes++;
    return verdicts.answers(gates);
  }

  /** The class of each sample, in the data's order; only where {@link #tellsClasses}. */
  public int[] classes() {
    return verdicts.classes();
  }

  @Override
  public int[][] confusion(Gates gates, int count) {
    int[][] matrix = new int[count][count];
    int[] is = classes();
    int[] said = answers(gates).said();
    for (int i = 0; i < said.length; i++) {
      matrix[is[i]][said[i]]++;
    }
    return matrix;
  }

  @Override
  public Gates close(Gates gates, int neuron) {
    Repairs repairs = whole.repairs();
    return repairs == null ? gates.close(neuron) : repairs.close(gates, neuron);
  }

  @Override
  public Gates without(int... neurons) {
    Repairs repairs = whole.repairs();
    return repairs == null ? ErrorFunction.super.without(neurons) : repairs.without(neurons);
  }

  @Override
  public int[] inOrder(Gates gates, int... neurons) {
    Repairs repairs = whole.repairs();
    return repairs == null ? neurons : repairs.inOrder(gates, neurons);
  }

  @Override
  public double[] ablate(Gates gates, int[] candidates) {
    passes += candidates.length;
    learn(gates, candidates);
    return race(gates).all(candidates);
  }

  @Override
  public double[] ablate(Gates gates, int[] candidates, int wanted, double slack) {
    passes += candidates.length;
    learn(gates, candidates);
    return race(gates).lowest(candidates, wanted, slack);
  }

  @Override
  public double[] along(Gates gates, int neuron, double... alphas) {
    passes += alphas.length;
    double[] totals = whole.along(gates, neuron, alphas);
    Arrays.setAll(totals, i -> Double.isNaN(totals[i]) ? Double.POSITIVE_INFINITY : totals[i]);
    return totals;
  }

  /**
   * What every neuron gives to its readers, before its gate, where it is read first; all samples,
   * some after others.
   */
  public void activity(Gates gates, Activity use) {
    passes++;
    whole.activity(gates, use);
  }

  /**
   * How every neuron's output goes with the squares of a picture that is the only input: their
   * correlation over samples (docs/method.md).
   *
   * @return (neurons, channels x rows x columns); nothing for a neuron whose samples cannot be told
   *     apart
   */
  public float[][] sights(Gates gates, Raster raster) {
    passes++;
    return Sights.of(network, whole.chunks(), gates, raster);
  }

  /** Whether the kernels measure values along a neuron's gate, each in a small part of a pass. */
  public boolean isQuickAlong(Gates gates, int neuron) {
    return whole.isQuickAlong(gates, neuron);
  }

  @Override
  public double[] estimate(
      Gates gates, int[] candidates, int wanted, double slack, double confidence) {
    learn(gates, candidates);
    int[] likely = likely(gates, candidates, wanted, confidence);
    int[] left = Places.pick(candidates, likely);
    return among(candidates.length, likely, ablate(gates, left, wanted, slack), wanted, slack);
  }

  /** The exact totals of the likely among so many candidates; infinite for all others. */
  static double[] among(int count, int[] likely, double[] found, int wanted, double slack) {
    double last =
        Arrays.stream(found)
            .sorted()
            .skip(Math.min(wanted, likely.length) - 1)
            .findFirst()
            .orElse(0);
    double[] totals = new double[count];
    Arrays.fill(totals, Double.POSITIVE_INFINITY);
    for (int i = 0; i < likely.length; i++) {
      totals[likely[i]] = found[i] <= last + slack ? found[i] : Double.POSITIVE_INFINITY;
    }
    return totals;
  }

  private void learn(Gates gates, int... candidates) {
    if (whole.repairs() != null) {
      whole.repairs().learn(gates, candidates);
    }
  }

  private int[] likely(Gates gates, int[] candidates, int wanted, double confidence) {
    if (PairedBounds.looks(samples()) == 0) {
      return IntStream.range(0, candidates.length).toArray();
    }
    if (drawn == null) {
      Draws draws = Draws.of(knownErrors(), new Random(how.seed()));
      int[] numbers =
          IntStream.of(draws.order())
              .limit(PairedBounds.most(samples()))
              .map(arrangement::number)
              .toArray();
      Part part = part(data.take(numbers), Arrangement.asGiven(), whole.repairs());
      drawn = new Drawn(draws, part);
    }
    passes += (double) candidates.length * drawn.part().chunks().samples() / samples();
    return new Race(drawn.part().ablations(), gates, false)
        .likely(candidates, wanted, confidence, drawn.draws());
  }

  private Race race(Gates gates) {
    return new Race(whole.ablations(), gates, isBounded());
  }

  /**
   * Whether candidates are dropped after a part of the samples. Where the samples' order was not
   * worth finding, that is not either.
   */
  boolean isBounded() {
    boolean asAsked = how.order() == SampleOrder.AS_GIVEN || arrangement.order() != null;
    boolean bounded = how.oracle() != Measuring.Oracle.NAIVE && (asAsked || whole.dense() == null);
    return bounded && whole.goals().errorsAreNotNegative();
  }

  /** As {@link #ablate(Gates, int[])}; of a total above a limit, perhaps a part that is too. */
  double[] upTo(Gates gates, int[] candidates, double limit) {
    return race(gates).upTo(candidates, limit);
  }

  /**
   * The error of the first looks' samples without each candidate, and a guess at the total (2,
   * candidates); nothing where samples cannot be told apart.
   */
  double[][] look(Gates gates, int[] candidates, int looks) {
    double[][] first = race(gates).bySample(candidates, looks);
    double[][] rows = new double[Math.min(2, first.length)][first.length];
    for (int i = 0; i < first.length; i++) {
      rows[0][i] = Rerun.sum(0, first[i]);
      rows[rows.length - 1][i] =
          arrangement.guess(first[i], rows[0][i], samples() - first[i].length);
    }
    return rows;
  }

  /** The trained network's error on each sample, by their places. */
  double[] knownErrors() {
    double[] errors = arrangement.errors();
    return errors == null ? whole.errors(network.anatomy().open()) : errors;
  }

  /**
   * The errors of the samples that have these places, without each candidate (candidates, samples);
   * nothing where samples cannot be told apart.
   */
  double[][] bySample(Gates gates, int[] candidates, int[] places) {
    int[] numbers = IntStream.of(places).map(arrangement::number).toArray();
    try (Part some = part(data.take(numbers), Arrangement.asGiven(), whole.repairs())) {
      int looks = (places.length + Ablation.LOOK - 1) / Ablation.LOOK;
      return new Race(some.ablations(), gates, false).bySample(candidates, looks);
    }
  }

  @Override
  public double[] gradient(Gates gates) {
    return derivatives(gates, false).first();
  }

  @Override
  public Derivatives derivatives(Gates gates) {
    return derivatives(gates, true);
  }

  private Derivatives derivatives(Gates gates, boolean second) {
    ErrorUse.requireSlope(measure);
    passes += 1 + 2 + (second ? RECURSION : 0);
    Derivatives total = Derivatives.zero(gates.size());
    BackPropagation pass =
        new BackPropagation(network, measure, second, whole.lost(gates), whole.still());
    whole.chunks().forEach(chunk -> pass.add(chunk, gates, whole.goals().of(chunk), total));
    return total;
  }

  /** The network that a question is about. */
  Gates gates(State state) {
    return received.gates(state);
  }

  /** What the features of readers with these numbers come to. */
  List<Gram> sums(Gates gates, boolean squares, boolean all, int... readers) {
    List<Reader> asked = Objects.requireNonNull(whole.repairs()).numbered(readers);
    return new Rows(network, whole.chunks(), whole.still()).sums(asked, gates, squares, all);
  }

  @Override
  public BySample bySample() {
    return bySample;
  }

  /** The same, of which parts of what it gives can be had. */
  BySampleHere bySampleHere() {
    return bySample;
  }

  /** The error of each sample. */
  double[] errors(Gates gates) {
    return whole.errors(gates);
  }

  @Override
  public void close() {
    whole.close();
    if (drawn != null) {
      drawn.part().close();
    }
  }
}
