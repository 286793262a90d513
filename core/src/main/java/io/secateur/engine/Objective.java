package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.UnusableException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The error of a gated network over a data set, E(α), and all that is asked of it. It owns the
 * samples that it keeps in native memory; the network is its caller's.
 */
public final class Objective implements AutoCloseable {
  /** How a network without a neuron is measured. */
  public enum Oracle {
    /** Only what the neuron changes is computed again. */
    FAST,
    /**
     * Every candidate is a forward pass of the whole network, which is what FAST must agree with.
     */
    NAIVE
  }

  /** Activations of a chunk of samples may take about this many bytes. */
  private static final long CHUNK_BYTES = 256L << 20;

  /** Inputs up to this many bytes stay in native memory between passes. */
  private static final long KEPT_BYTES = 2L << 30;

  private final Network network;
  private final TargetTable targets;
  private final ErrorMeasure measure;
  private final Chunks chunks;
  private final double @Nullable [][] references;
  private final Oracle oracle;
  private final Accuracy accuracy;
  private final @Nullable DenseOracle dense;

  /**
   * @param data what the network is judged on
   * @param measure the error; KullbackLeibler takes the network with all gates open as its original
   * @throws UnusableException if the data does not fit the network, or the network gives no numbers
   *     on it
   */
  public Objective(Network network, Dataset data, ErrorMeasure measure) {
    this(network, data, measure, Oracle.FAST);
  }

  /** As the other constructor; the oracle says how ablations are measured. */
  public Objective(Network network, Dataset data, ErrorMeasure measure, Oracle oracle) {
    this.network = network;
    this.measure = measure;
    this.oracle = oracle;
    this.targets = new TargetTable(data.targets(), network.outputSize());
    boolean original = measure instanceof KullbackLeibler;
    if (targets.isEmpty() && !original) {
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
    this.chunks = chunks(data);
    this.accuracy = new Accuracy(targets, network.outputSize(), network.outputKind(), measure);
    this.dense = oracle == Oracle.FAST ? DenseOracle.of(network, chunks, targets, measure) : null;
    this.references = original ? references(data.size()) : null;
  }

  /** The original network's last pre-activations, which the divergence is measured from. */
  private double[][] references(int samples) {
    double[][] rows = new double[samples][];
    int width = network.outputSize();
    forward(
        network.anatomy().open(),
        (chunk, prediction) -> {
          double[] logits = Bridge.doubles(prediction.logits());
          for (int i = 0; i < chunk.size(); i++) {
            rows[chunk.from() + i] = Arrays.copyOfRange(logits, i * width, (i + 1) * width);
          }
        });
    return rows;
  }

  private Chunks chunks(Dataset data) {
    long perSample = 4 * network.elementsPerSample();
    int room = (int) Math.max(1, Math.min(data.size(), CHUNK_BYTES / perSample));
    boolean keep = perSample * data.size() <= KEPT_BYTES;
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
          double[] each = Bridge.doubles(measure.perSample(prediction, target(chunk)));
          for (int i = chunk.size() - 1; i >= 0; i--) {
            first[0] = Double.isNaN(each[i]) ? Math.min(first[0], chunk.from() + i) : first[0];
          }
        });
    return first[0];
  }

  private Evaluation measured(Gates gates) {
    double[] error = {0};
    int[] right = {0};
    if (dense != null && dense.covers(gates)) {
      error[0] = dense.total(gates);
      dense.logits(gates, (from, scores) -> right[0] += accuracy.right(from, scores));
    } else {
      forward(
          gates,
          (chunk, prediction) -> {
            error[0] += sum(measure.perSample(prediction, target(chunk)), chunk.size());
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
    double[] totals = new double[candidates.length];
    boolean[] measured = new boolean[candidates.length];
    if (dense != null && dense.covers(gates)) {
      measure(dense::covers, dense::ablate, gates, candidates, measured, totals);
    }
    measure(k -> true, this::rerun, gates, candidates, measured, totals);
    for (int i = 0; i < totals.length; i++) {
      totals[i] = Double.isNaN(totals[i]) ? Double.POSITIVE_INFINITY : totals[i];
    }
    return totals;
  }

  /** Measures those candidates that a way covers and that nothing else has measured. */
  private static void measure(
      IntPredicate covers,
      BiFunction<Gates, int[], double[]> way,
      Gates gates,
      int[] candidates,
      boolean[] measured,
      double[] totals) {
    int[] places =
        IntStream.range(0, candidates.length)
            .filter(i -> !measured[i] && covers.test(candidates[i]))
            .toArray();
    if (places.length == 0) {
      return;
    }
    double[] found = way.apply(gates, IntStream.of(places).map(i -> candidates[i]).toArray());
    for (int i = 0; i < places.length; i++) {
      totals[places[i]] = found[i];
      measured[places[i]] = true;
    }
  }

  /** Runs libtorch for every candidate: from the neuron's readers on, or the whole network. */
  private double[] rerun(Gates gates, int[] candidates) {
    if (oracle == Oracle.NAIVE) {
      return IntStream.of(candidates).mapToDouble(k -> measured(gates.close(k)).error()).toArray();
    }
    double[] totals = new double[candidates.length];
    Restart restart = new Restart(network);
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  Tensor target = target(chunk);
                  restart.run(
                      chunk,
                      gates,
                      candidates,
                      (i, prediction) ->
                          totals[i] += sum(measure.perSample(prediction, target), chunk.size()));
                  return totals;
                }));
    return totals;
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
    chunks.forEach(chunk -> pass.add(chunk, gates, target(chunk), total));
    return total;
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

  /** (batch, k) in double precision, in the current scope. */
  private Tensor target(Chunk chunk) {
    int width = network.outputSize();
    double[] rows;
    if (references == null) {
      rows = targets.rows(chunk.from(), chunk.to());
    } else {
      rows = new double[chunk.size() * width];
      for (int i = 0; i < chunk.size(); i++) {
        System.arraycopy(references[chunk.from() + i], 0, rows, i * width, width);
      }
    }
    return Tensor.create(rows, chunk.size(), width);
  }

  private static double sum(Tensor perSample, int count) {
    double[] each = Bridge.doubles(perSample);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += each[i];
    }
    return sum;
  }

  @Override
  public void close() {
    chunks.close();
  }
}
