package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.UnusableException;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The error of a gated network over a data set, E(α), and all that is asked of it. It owns the
 * samples that it keeps in native memory; the network is its caller's.
 */
public final class Objective implements AutoCloseable {
  /** Activations of a chunk of samples may take about this many bytes. */
  private static final long CHUNK_BYTES = 256L << 20;

  /** Inputs up to this many bytes stay in native memory between passes. */
  private static final long KEPT_BYTES = 2L << 30;

  private final Network network;
  private final TargetTable targets;
  private final ErrorMeasure measure;
  private final Chunks chunks;
  private final @Nullable double[][] references;

  /**
   * @param data what the network is judged on
   * @param measure the error; KullbackLeibler takes the network with all gates open as its original
   * @throws UnusableException if the data does not fit the network, or the network gives no numbers
   *     on it
   */
  public Objective(Network network, Dataset data, ErrorMeasure measure) {
    this.network = network;
    this.measure = measure;
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
    this.references = original ? new double[data.size()][] : null;
    if (original) {
      int width = network.outputSize();
      forward(
          network.anatomy().open(),
          (chunk, prediction) -> {
            double[] logits = Bridge.doubles(prediction.logits());
            for (int i = 0; i < chunk.size(); i++) {
              references[chunk.from() + i] =
                  java.util.Arrays.copyOfRange(logits, i * width, (i + 1) * width);
            }
          });
    }
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

  /** E(α) and the accuracy. */
  public Evaluation evaluate(Gates gates) {
    double[] error = {0};
    int[] right = {0};
    forward(
        gates,
        (chunk, prediction) -> {
          error[0] += sum(measure.perSample(prediction, target(chunk)), chunk.size());
          if (targets.tellsClasses()) {
            right[0] += right(chunk, prediction);
          }
        });
    double accuracy = targets.tellsClasses() ? (double) right[0] / samples() : Double.NaN;
    return new Evaluation(samples(), error[0], accuracy);
  }

  /**
   * E(α) without each of some neurons: for candidate k, E(α) with α_k = 0 and all other gates as
   * they are.
   *
   * @return one total error a candidate, in their order; infinite where the network gives no number
   */
  public double[] ablate(Gates gates, int[] candidates) {
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
    for (int i = 0; i < totals.length; i++) {
      totals[i] = Double.isNaN(totals[i]) ? Double.POSITIVE_INFINITY : totals[i];
    }
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
                  Map<String, Tensor> values = network.program().values(chunk.inputs());
                  network.program().run(values, network.gated(gates));
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

  private int right(Chunk chunk, Prediction prediction) {
    int width = network.outputSize();
    double[] outputs = Bridge.doubles(prediction.output());
    double threshold =
        network.outputKind() == OutputKind.LINEAR && measure instanceof CrossEntropy ? 0 : 0.5;
    int right = 0;
    for (int i = 0; i < chunk.size(); i++) {
      int said =
          width == 1
              ? (outputs[i] > threshold ? 1 : 0)
              : TargetTable.largest(outputs, i * width, width);
      right += said == targets.classOf(chunk.from() + i) ? 1 : 0;
    }
    return right;
  }

  @Override
  public void close() {
    chunks.close();
  }
}
