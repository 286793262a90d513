package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.UnusableException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The error of a gated network over a data set, E(α), and all that is asked of it. It owns the
 * samples that it keeps in native memory; the network is its caller's.
 */
public final class Objective implements AutoCloseable {
  private final Network network;
  private final TargetTable targets;
  private final ErrorMeasure measure;
  private final Chunks chunks;
  private final Goals goals;
  private final Accuracy accuracy;
  private final @Nullable DenseOracle dense;
  private final List<Ablation> ablations;
  private final boolean bounded;
  private final Arrangement arrangement;

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
    this.network = network;
    this.measure = measure;
    TargetTable given = new TargetTable(data.targets(), network.outputSize());
    requireUse(network, given, measure);
    this.arrangement = SampleOrders.of(network, data, measure, how);
    Dataset ordered = arrangement.of(data);
    this.targets =
        arrangement.order() == null
            ? given
            : new TargetTable(ordered.targets(), network.outputSize());
    this.chunks = chunks(ordered, how);
    this.accuracy = new Accuracy(targets, network.outputSize(), network.outputKind(), measure);
    this.goals = new Goals(targets, measure, network.outputSize());
    if (measure instanceof KullbackLeibler) {
      forward(
          network.anatomy().open(),
          (chunk, prediction) ->
              goals.refer(data.size(), chunk.from(), Bridge.doubles(prediction.logits())));
    }
    this.dense =
        how.oracle() == Measuring.Oracle.FAST
            ? DenseOracle.of(network, chunks, arrangement, targets, measure, how.forTail())
            : null;
    Rerun.Passes passes =
        how.oracle() == Measuring.Oracle.NAIVE
            ? Rerun.naive(network)
            : new Restart(network, chunks.isUncut() ? 0 : room(how));
    Ablation any = new Rerun(chunks, arrangement, goals, passes);
    this.bounded = how.oracle() != Measuring.Oracle.NAIVE;
    this.ablations = dense == null ? List.of(any) : List.of(dense, any);
  }

  private static void requireUse(Network network, TargetTable targets, ErrorMeasure measure) {
    if (targets.isEmpty() && !(measure instanceof KullbackLeibler)) {
      throw new UnusableException(
          "the data has no targets 'y', which the error '"
              + measure.word()
              + "' needs; give labels, or use the error 'kl'");
    }
    if (!(measure instanceof SquaredError) && network.outputKind() == OutputKind.OTHER) {
      throw new UnusableException(
          "the network ends in "
              + network.outputKind().words()
              + ", so the error '"
              + measure.word()
              + "' has no probabilities to work with; use the error 'squared'");
    }
  }

  /** How many samples may be run at once, however many there are. */
  private int room(Measuring how) {
    long room = how.forChunk() / (Float.BYTES * network.elementsPerSample());
    return (int) Math.max(1, Math.min(room, Integer.MAX_VALUE));
  }

  private Chunks chunks(Dataset data, Measuring how) {
    long perSample = Float.BYTES * network.elementsPerSample();
    int room = Math.min(data.size(), room(how));
    if (room > Ablation.BLOCK) {
      room -= room % Ablation.BLOCK;
    }
    boolean keep = perSample * data.size() <= how.forInputs();
    int fixed = Batching.fixedSize(network, data);
    return fixed > 0
        ? new Chunks(data, network.graph().inputs(), fixed, true, keep)
        : new Chunks(data, network.graph().inputs(), room, false, keep);
  }

  public Network network() {
    return network;
  }

  public ErrorMeasure measure() {
    return measure;
  }

  public int samples() {
    return chunks.samples();
  }

  /** Whether accuracy means something with this data. */
  public boolean tellsClasses() {
    return targets.tellsClasses();
  }

  /**
   * E(α) and the accuracy.
   *
   * @throws UnusableException if the network gives no number on a sample
   */
  public Evaluation evaluate(Gates gates) {
    Evaluation evaluation = measured(gates);
    if (Double.isNaN(evaluation.error())) {
      throw new UnusableException(
          "the network gives no number on sample "
              + firstWithoutNumber(gates)
              + "; check that the data is prepared as it was in training");
    }
    return evaluation;
  }

  private int firstWithoutNumber(Gates gates) {
    int[] first = {samples()};
    forward(
        gates,
        (chunk, prediction) -> {
          double[] each = goals.errors(prediction, goals.of(chunk));
          for (int i = chunk.size() - 1; i >= 0; i--) {
            int sample = arrangement.number(chunk.from() + i);
            first[0] = Double.isNaN(each[i]) ? Math.min(first[0], sample) : first[0];
          }
        });
    return first[0];
  }

  private Evaluation measured(Gates gates) {
    double[] error = {0};
    int[] right = {0};
    if (dense != null && dense.covers(gates)) {
      error[0] = dense.total(gates);
      right[0] = tellsClasses() ? dense.right(gates, accuracy::right) : 0;
    } else {
      forward(
          gates,
          (chunk, prediction) -> {
            double[] errors = goals.errors(prediction, goals.of(chunk));
            error[0] = Rerun.sum(error[0], errors);
            boolean other = network.outputKind() == OutputKind.OTHER;
            Tensor scores = other ? prediction.output() : prediction.logits();
            right[0] += accuracy.right(chunk.from(), Bridge.doubles(scores));
          });
    }
    return new Evaluation(
        samples(), error[0], tellsClasses() ? (double) right[0] / samples() : Double.NaN);
  }

  /**
   * E(α) without each of some neurons: for candidate k, E(α) with α_k = 0 and all other gates as
   * they are.
   *
   * @return one total error a candidate, in their order; infinite where the network gives no number
   */
  public double[] ablate(Gates gates, int[] candidates) {
    return race(gates).all(candidates);
  }

  /**
   * The same, exact only for the candidates with the lowest totals: of the others, it may be a part
   * that proves that they are not among these, as no sample's error is below 0.
   *
   * @param wanted how many of the lowest are wanted
   * @param slack totals up to this above the wanted ones are exact too
   */
  public double[] ablate(Gates gates, int[] candidates, int wanted, double slack) {
    return race(gates).lowest(candidates, wanted, slack);
  }

  /**
   * The lowest totals with a probability: candidates are dropped by paired confidence bounds on a
   * growing sample of the samples, which must be in a {@link SampleOrder#SHUFFLED} order.
   *
   * @param wanted how many of the lowest are wanted
   * @param confidence the probability that none of these is dropped, such as 0.99
   * @return totals of what was measured to the end; infinite for what was dropped
   */
  public double[] estimate(Gates gates, int[] candidates, int wanted, double confidence) {
    return race(gates).likelyLowest(candidates, wanted, confidence, samples());
  }

  private Race race(Gates gates) {
    return new Race(ablations, gates, bounded && goals.errorsAreNotNegative());
  }

  /**
   * ∂E/∂α_k for every neuron: Σ o ∂E/∂o over samples and over the places where k is read, at α = 1.
   */
  public double[] gradient(Gates gates) {
    return derivatives(gates, false).first();
  }

  /**
   * The gradient, and by the paper's diagonal recursion Σ o² ∂²E/∂o² for every neuron.
   *
   * @throws UnusableException if an operator on the way has no second-order rule
   */
  public Derivatives derivatives(Gates gates) {
    return derivatives(gates, true);
  }

  private Derivatives derivatives(Gates gates, boolean second) {
    Derivatives total = Derivatives.zero(gates.size());
    BackPropagation pass = new BackPropagation(network, measure, second);
    chunks.forEach(chunk -> pass.add(chunk, gates, goals.of(chunk), total));
    return total;
  }

  /** The error of each sample. */
  double[] errors(Gates gates) {
    double[] errors = new double[samples()];
    forward(
        gates,
        (chunk, prediction) ->
            System.arraycopy(
                goals.errors(prediction, goals.of(chunk)), 0, errors, chunk.from(), chunk.size()));
    return errors;
  }

  private void forward(Gates gates, BiConsumer<Chunk, Prediction> use) {
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  Map<String, Tensor> values = network.run(chunk.inputs(), gates);
                  use.accept(chunk, network.prediction(values, chunk.size()));
                  return chunk;
                }));
  }

  @Override
  public void close() {
    chunks.close();
  }
}
