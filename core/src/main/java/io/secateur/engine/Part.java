package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.Accuracy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.Prediction;
import io.secateur.engine.errors.TargetTable;
import io.secateur.engine.kernels.Kernels;
import io.secateur.engine.operators.Autograd;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Some samples with their targets, and the ways to measure what a network is on them without some
 * of its neurons. It owns those that it keeps in native memory.
 */
final class Part implements AutoCloseable {
  private final Network network;
  private final TargetTable targets;
  private final Chunks chunks;
  private final Still still;
  private final Goals goals;
  private final Accuracy accuracy;
  private final @Nullable Repairs repairs;
  private final @Nullable DenseOracle dense;
  private final List<Ablation> ablations;
  private final int atOnce; // samples; 0 where the model wants its own number

  /**
   * @param data the samples, in the order in which they are gone through
   * @param targets of these samples
   * @param arrangement says which of them come first
   * @param others by which neurons are repaired; null to learn that from these samples
   */
  Part(
      Network network,
      Dataset data,
      TargetTable targets,
      Arrangement arrangement,
      ErrorMeasure measure,
      Measuring how,
      @Nullable Repairs others) {
    this.network = network;
    this.targets = targets;
    this.chunks = chunks(data, how);
    this.still = new Still(network, how.forInputs());
    this.repairs =
        others == null
            ? Repairs.of(network, how.repair(), how.forRepair(), new Rows(network, chunks, still))
            : others;
    this.goals = new Goals(targets, measure, network.outputSize());
    this.accuracy = new Accuracy(targets, network.outputSize(), network.outputKind(), measure);
    if (measure instanceof KullbackLeibler) {
      forward(
          network.anatomy().open(),
          (chunk, prediction) ->
              goals.refer(data.size(), chunk.from(), Bridge.doubles(prediction.logits())));
    }
    this.dense =
        how.oracle() == Measuring.Oracle.FAST
            ? DenseOracle.of(
                network, chunks, arrangement, goals, accuracy, measure, repairs, how.forTail())
            : null;
    this.atOnce = chunks.isUncut() ? 0 : room(how);
    Rerun.Passes passes =
        how.oracle() == Measuring.Oracle.NAIVE
            ? Rerun.naive(network, repairs)
            : new Restart(network, atOnce, repairs);
    Ablation any = new Rerun(chunks, arrangement, goals, passes);
    this.ablations = dense == null ? List.of(any) : List.of(dense, any);
  }

  /** How many samples may be run at once, however many there are. */
  private int room(Measuring how) {
    long room = how.forChunk() / (Float.BYTES * network.elementsPerSample());
    return (int) Math.max(1, Math.min(room, Integer.MAX_VALUE));
  }

  private Chunks chunks(Dataset data, Measuring how) {
    long perSample = Float.BYTES * network.elementsPerSample();
    int room = Math.min(data.size(), room(how));
    if (room > Kernels.BLOCK) {
      room -= room % Kernels.BLOCK;
    }
    boolean keep = perSample * data.size() <= how.forInputs();
    int fixed = Batching.fixedSize(network, data);
    return fixed > 0
        ? new Chunks(data, network.graph().inputs(), fixed, true, keep)
        : new Chunks(data, network.graph().inputs(), room, false, keep);
  }

  TargetTable targets() {
    return targets;
  }

  Chunks chunks() {
    return chunks;
  }

  /** What no gate changes of them. */
  Still still() {
    return still;
  }

  Goals goals() {
    return goals;
  }

  Accuracy accuracy() {
    return accuracy;
  }

  /** How neurons are repaired; null if they are not. */
  @Nullable Repairs repairs() {
    return repairs;
  }

  /** What readers lose with neurons, learnt now where it has to be. */
  Lost lost(Gates gates) {
    if (repairs != null) {
      repairs.learn(gates, gates.alive());
    }
    return new Lost(network, gates, repairs);
  }

  /** What measures a network whose tail is dense; null if there is none. */
  @Nullable DenseOracle dense() {
    return dense;
  }

  /** The ways, the first that covers a neuron before the others. */
  List<Ablation> ablations() {
    return ablations;
  }

  /** A forward pass over all samples. */
  void forward(Gates gates, BiConsumer<Chunk, Prediction> use) {
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  use.accept(chunk, network.predict(chunk.inputs(), gates, chunk.size()));
                  return chunk;
                }));
  }

  /** The total error under these gates but for a neuron's, which has each of some values. */
  double[] along(Gates gates, int neuron, double... alphas) {
    return dense != null && isQuickAlong(gates, neuron)
        ? dense.along(gates, neuron, alphas)
        : new GateSweep(network, chunks, goals, atOnce).along(gates, neuron, alphas);
  }

  /** Whether the kernels do that. */
  boolean isQuickAlong(Gates gates, int neuron) {
    return dense != null && repairs == null && dense.coversAlong(gates, neuron);
  }

  /** What neurons give to their readers, chunk by chunk. */
  void activity(Gates gates, Activity use) {
    ActivityPass pass = new ActivityPass(network);
    chunks.forEach(
        chunk ->
            Autograd.off(
                () -> {
                  pass.give(chunk, gates, use);
                  return chunk;
                }));
  }

  /** The error of each sample. */
  double[] errors(Gates gates) {
    if (dense != null && dense.covers(gates)) {
      return dense.errors(gates);
    }
    double[] errors = new double[chunks.samples()];
    forward(
        gates,
        (chunk, prediction) ->
            System.arraycopy(
                goals.errors(prediction, goals.of(chunk)), 0, errors, chunk.from(), chunk.size()));
    return errors;
  }

  @Override
  public void close() {
    still.close();
    chunks.close();
  }
}
