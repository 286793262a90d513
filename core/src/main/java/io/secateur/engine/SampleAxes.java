package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.operators.Autograd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Where the samples lie in what readers of neurons take: found by comparing shapes of one sample
 * with those of a few, and tried, as nothing says what an axis is used for.
 *
 * @param axes one for each gate site of the network, in their order
 */
record SampleAxes(List<Axis> axes) {
  /** A few samples, which an axis must grow with. */
  private static final int FEW = 3;

  /** Slopes of a sample alone and among others may differ by this, relative to the largest. */
  private static final double TOLERANCE = 1e-3;

  /**
   * An axis that runs over samples, and over what else there is of each sample within it.
   *
   * @param each indices for one sample
   */
  record Axis(int axis, int each) {}

  /** Null where samples are not found side by side, so that each must be run by itself. */
  static @Nullable SampleAxes of(Network network, Chunks chunks) {
    int few = Math.min(FEW, Math.min(chunks.samples(), chunks.most()));
    if (chunks.isUncut() || few < 2) {
      return null;
    }
    List<long[]> one = shapes(network, chunks, 1);
    List<long[]> several = shapes(network, chunks, few);
    List<GateSite> sites = network.anatomy().gateSites();
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      Axis axis = axis(one.get(i), several.get(i), few, sites.get(i).axis());
      if (axis == null) {
        return null;
      }
      axes.add(axis);
    }
    SampleAxes found = new SampleAxes(List.copyOf(axes));
    return found.hold(network, chunks, few) ? found : null;
  }

  private static List<long[]> shapes(Network network, Chunks chunks, int samples) {
    List<GateSite> sites = network.anatomy().gateSites();
    long[][] shapes = new long[sites.size()][];
    chunks.forEach(
        0,
        samples,
        chunk ->
            Autograd.off(
                () -> {
                  network
                      .program()
                      .run(
                          network.program().values(chunk.inputs()),
                          (node, slot, input) -> {
                            for (int i = 0; i < shapes.length; i++) {
                              GateSite site = sites.get(i);
                              if (site.node().equals(node) && site.slot() == slot) {
                                shapes[i] = input.shape();
                              }
                            }
                            return input;
                          });
                  return chunk;
                }));
    return Arrays.asList(shapes);
  }

  /** The only axis that grows, in step with the samples, and is not the neurons' own. */
  private static @Nullable Axis axis(long[] one, long[] several, int samples, int neurons) {
    if (one.length != several.length) {
      return null;
    }
    int[] grown = IntStream.range(0, one.length).filter(a -> one[a] != several[a]).toArray();
    boolean isIt =
        grown.length == 1 && grown[0] != neurons && several[grown[0]] == samples * one[grown[0]];
    return isIt ? new Axis(grown[0], Math.toIntExact(one[grown[0]])) : null;
  }

  /** Whether samples among others have the slopes that they have alone. */
  private boolean hold(Network network, Chunks chunks, int few) {
    double[] together = slopes(network, chunks, this, 0, few);
    int neurons = together.length / few;
    double largest = Arrays.stream(together).map(Math::abs).max().orElse(0);
    for (int i = 0; i < few; i++) {
      double[] alone = slopes(network, chunks, null, i, i + 1);
      for (int k = 0; k < neurons; k++) {
        if (!(Math.abs(alone[k] - together[i * neurons + k]) <= TOLERANCE * largest)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Of a sum of the last pre-activations with different weights (samples, neurons). */
  private static double[] slopes(
      Network network, Chunks chunks, @Nullable SampleAxes axes, int from, int to) {
    double[][] slopes = new double[1][];
    chunks.forEach(
        from,
        to,
        chunk -> {
          Gates open = network.anatomy().open();
          Lost lost = new Lost(network, open, null);
          SampleGates pass = SampleGates.run(network, axes, chunk, open, lost, false);
          double[] weights = new double[network.outputSize()];
          Arrays.setAll(weights, j -> 1 + j / (double) weights.length);
          Tensor each =
              Autograd.on(
                  () ->
                      pass.prediction()
                          .logits()
                          .mul(Tensor.create(weights, 1, weights.length))
                          .sum(1));
          slopes[0] = Bridge.doubles(pass.derivative(each, false));
        });
    return slopes[0];
  }

  /**
   * Gates (samples, indices along the site's axis) shaped to be multiplied with what is taken.
   *
   * @param rank of what is taken
   */
  Tensor spread(int site, GateSite where, Tensor gates, int rank) {
    Axis axis = axes.get(site);
    Tensor rows =
        axis.each() == 1
            ? gates
            : gates.repeat_interleave(axis.each(), new LongOptional(0), new LongOptional());
    long[] shape = new long[rank];
    Arrays.fill(shape, 1);
    shape[axis.axis()] = rows.size(0);
    shape[where.axis()] = rows.size(1);
    return (axis.axis() < where.axis() ? rows : rows.t()).reshape(shape);
  }
}
