package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.ErrorUse;
import io.secateur.engine.operators.Autograd;
import io.secateur.model.UnusableException;
import java.io.Serializable;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Of the samples of this process. */
final class BySampleHere implements BySample {
  private final Network network;
  private final ErrorMeasure measure;
  private final Part whole;
  private final Arrangement arrangement;
  private final Measuring how;
  private @Nullable SampleAxes axes;
  private boolean isKnown;
  private double passes;

  BySampleHere(
      Network network, ErrorMeasure measure, Part whole, Arrangement arrangement, Measuring how) {
    this.network = network;
    this.measure = measure;
    this.whole = whole;
    this.arrangement = arrangement;
    this.how = how;
  }

  /**
   * What was asked for so far, in forward passes over all samples; a backward pass counts as 2, and
   * one that goes back through a gradient as 4.
   */
  double passes() {
    return passes;
  }

  @Override
  public Slopes slopes(Gates gates) {
    passes += 1 + 2;
    Slopes sums = new Slopes(new double[gates.size()], new double[gates.size()]);
    forEach(
        gates,
        (long) Double.BYTES * gates.size(),
        false,
        (chunk, pass) -> {
          double[] slopes = Bridge.doubles(pass.derivative(errors(chunk, pass), false));
          for (int i = 0; i < slopes.length; i++) {
            sums.absolute()[i % gates.size()] += Math.abs(slopes[i]);
            sums.squared()[i % gates.size()] += slopes[i] * slopes[i];
          }
        });
    return sums;
  }

  @Override
  public Derivatives gaussNewton(Gates gates, int... neurons) {
    return gaussNewton(gates, neurons, false, this::target).derivatives();
  }

  @Override
  public double[] fisher(Gates gates, int... neurons) {
    return gaussNewton(gates, neurons, false, (chunk, pass) -> measure.met(pass.prediction()))
        .derivatives()
        .second();
  }

  @Override
  public Expansion expansion(Gates gates, int... neurons) {
    long bytes = 3L * Double.BYTES * neurons.length * neurons.length; // the sums, and a chunk's
    if (bytes > how.memory()) {
      throw new UnusableException(
          "all pairs of "
              + neurons.length
              + " neurons take "
              + (bytes >> 20)
              + " MiB, where "
              + (how.memory() >> 20)
              + " may be used; give more --memory, choose fewer layers by --only, or rank by"
              + " gauss-newton");
    }
    return gaussNewton(gates, neurons, true, this::target).expansion();
  }

  private Tensor target(Chunk chunk, SampleGates pass) {
    return whole.goals().of(chunk);
  }

  private GaussNewton gaussNewton(
      Gates gates, int[] neurons, boolean all, BiFunction<Chunk, SampleGates, Tensor> target) {
    passes += 1 + 2 * network.outputSize();
    GaussNewton sums = new GaussNewton(network, measure, neurons, all);
    forEach(
        gates,
        GaussNewton.bytesPerSample(
            network.outputSize(), gates.size(), whole.lost(gates).numbersUnder()),
        false,
        (chunk, pass) -> sums.add(pass, chunk, target.apply(chunk, pass).detach()));
    return sums;
  }

  @Override
  public Derivatives hessian(Gates gates, int... neurons) {
    passes += 1 + 2 + 4 * neurons.length;
    GateHessian hessian = new GateHessian(neurons);
    double[] second = new double[neurons.length];
    forEach(
        gates,
        null,
        whole.chunks().most(),
        true,
        (chunk, pass) -> hessian.exact(pass, errors(chunk, pass), second));
    return new Derivatives(hessian.first(), second);
  }

  /**
   * What an estimate from random signs is made of, before it is one.
   *
   * @param first ∂E/∂α (neurons)
   * @param second of each draw an estimate of ∂²E/∂α² (draws, neurons)
   */
  record Signs(double[] first, double[][] second) implements Serializable {}

  @Override
  public Sampled hessian(Gates gates, int draws, long seed, int... neurons) {
    Signs found = signs(gates, draws, seed, neurons);
    return new Sampled(found.first(), Estimate.of(found.second()));
  }

  /** What a sample's signs are is a function of the seed and its number, as of their sum. */
  Signs signs(Gates gates, int draws, long seed, int... neurons) {
    passes += 1 + 2 + 4 * draws;
    GateHessian hessian = new GateHessian(neurons);
    double[][] sums = new double[draws][neurons.length];
    forEach(
        gates,
        4L * Double.BYTES * gates.size(),
        true,
        (chunk, pass) -> {
          int[] numbers =
              IntStream.range(chunk.from(), chunk.to()).map(arrangement::number).toArray();
          hessian.sampled(pass, errors(chunk, pass), numbers, seed, sums);
        });
    return new Signs(hessian.first(), sums);
  }

  @Override
  public List<Reading> readings(Gates gates) {
    passes++;
    ReadingSums sums = new ReadingSums(network, gates);
    whole.chunks().forEach(sums::add);
    return sums.readings();
  }

  /** E_b (batch), recorded. */
  private Tensor errors(Chunk chunk, SampleGates pass) {
    Tensor goals = whole.goals().of(chunk);
    return Autograd.on(() -> measure.perSample(pass.prediction(), goals));
  }

  /**
   * Gives passes in which samples can be told apart.
   *
   * @param again whether derivatives are to be differentiated once more
   */
  private void forEach(
      Gates gates, long bytesEach, boolean again, BiConsumer<Chunk, SampleGates> use) {
    if (!isKnown) {
      axes = SampleAxes.of(network, whole.chunks());
      isKnown = true;
    }
    long room = axes == null ? 1 : how.forChunk() / bytesEach; // by itself, where it must be
    forEach(gates, axes, room, again, use);
  }

  private void forEach(
      Gates gates,
      @Nullable SampleAxes where,
      long room,
      boolean again,
      BiConsumer<Chunk, SampleGates> use) {
    ErrorUse.requireSlope(measure);
    Chunks chunks = whole.chunks();
    Lost lost = whole.lost(gates);
    int most = (int) Math.max(1, Math.min(room, chunks.most()));
    for (int from = 0; from < chunks.samples(); ) {
      int to = chunks.end(from, most);
      chunks.forEach(
          from,
          to,
          chunk -> use.accept(chunk, SampleGates.run(network, where, chunk, gates, lost, again)));
      from = to;
    }
  }
}
