package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.operators.Autograd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What in a picture goes with a neuron's output: for each square p of the picture Pearson's
 * correlation over samples b of the square's mean x_bp with the neuron's output o_b, of a channel
 * the mean over its places,
 *
 * <p>r_p = Σ_b (x_bp − x̄_p)(o_b − ō) / √(Σ_b (x_bp − x̄_p)² Σ_b (o_b − ō)²).
 *
 * <p>It needs no weights that read the picture, so it is there for neurons of any depth. One pass.
 */
final class Sights {
  private final Network network;
  private final Raster raster;
  private final List<Spot> spots = new ArrayList<>();
  private final double[][] both;
  private final double[] outputs;
  private final double[] outputSquares;
  private final double[] pixels;
  private final double[] pixelSquares;
  private long samples;

  /** Where neurons are read first; −1 for what was read before, or is no neuron. */
  private record Spot(String value, int axis, int[] neurons) {}

  private Sights(Network network, Raster raster) {
    this.network = network;
    this.raster = raster;
    int neurons = network.anatomy().neurons().size();
    this.both = new double[neurons][0];
    this.outputs = new double[neurons];
    this.outputSquares = new double[neurons];
    this.pixels = new double[raster.size()];
    this.pixelSquares = new double[raster.size()];
    Set<Integer> known = new HashSet<>();
    for (GateSite site : network.anatomy().gateSites()) {
      int[] fresh = site.neurons().clone();
      Arrays.setAll(fresh, i -> known.contains(fresh[i]) ? -1 : fresh[i]);
      if (Arrays.stream(fresh).anyMatch(k -> k >= 0)) {
        spots.add(new Spot(site.node().input(site.slot()), site.axis(), fresh));
        Arrays.stream(fresh).forEach(known::add);
      }
    }
  }

  /**
   * Of all neurons, with the gates as they are.
   *
   * @return (neurons, channels x rows x columns), 0 where a square or the neuron never changes;
   *     nothing for a neuron whose samples cannot be told apart
   */
  static float[][] of(Network network, Chunks chunks, Gates gates, Raster raster) {
    Sights sights = new Sights(network, raster);
    chunks.forEach(chunk -> Autograd.off(() -> sights.add(chunk, gates)));
    return sights.correlations();
  }

  private Chunk add(Chunk chunk, Gates gates) {
    Map<String, Tensor> values = network.run(chunk.inputs(), gates);
    Tensor x = picture(chunk);
    add(pixels, x.sum(0));
    add(pixelSquares, x.square().sum(0));
    samples += chunk.size();
    for (Spot spot : spots) {
      Tensor o = means(Objects.requireNonNull(values.get(spot.value())), spot, chunk);
      if (o.dim() == 2) {
        add(spot.neurons(), o, x);
      }
    }
    return chunk;
  }

  /** The squares of each sample, in double precision (samples, channels x rows x columns). */
  private Tensor picture(Chunk chunk) {
    Tensor all = chunk.inputs().values().iterator().next();
    Tensor flat = all.narrow(0, 0, chunk.size()).to(ScalarType.Double);
    long c = raster.channels();
    long h = raster.height();
    long w = raster.width();
    Tensor images =
        raster.isLast()
            ? flat.reshape(chunk.size(), h, w, c).movedim(3, 1)
            : flat.reshape(chunk.size(), c, h, w);
    if (raster.square() > 1) {
      long s = raster.square();
      images =
          torch.avg_pool2d(
              images,
              new long[] {s, s},
              new long[] {s, s},
              new long[] {0, 0},
              true, // a cut square counts
              false,
              new LongOptional());
    }
    return images.reshape(chunk.size(), -1);
  }

  /** The mean output of each index in each sample (indices, samples); of one axis if unknown. */
  private static Tensor means(Tensor value, Spot spot, Chunk chunk) {
    long batch = chunk.inputs().values().iterator().next().size(0);
    if (spot.axis() == 0 || value.size(0) % batch != 0) {
      return torch.zeros(1);
    }
    Tensor rows = value.to(ScalarType.Double).movedim(spot.axis(), 0);
    return rows.reshape(spot.neurons().length, batch, -1).mean(2).narrow(1, 0, chunk.size());
  }

  /** A neuron may have several indices, as where a channel's places were flattened. */
  private void add(int[] neurons, Tensor o, Tensor x) {
    int[] distinct = Arrays.stream(neurons).filter(k -> k >= 0).distinct().toArray();
    Tensor each = distinct.length == neurons.length ? o : shares(distinct, neurons).matmul(o);
    double[] sums = Bridge.doubles(each.sum(1));
    double[] squares = Bridge.doubles(each.square().sum(1));
    double[] products = Bridge.doubles(each.matmul(x));
    int size = raster.size();
    for (int i = 0; i < distinct.length; i++) {
      int k = distinct[i];
      outputs[k] += sums[i];
      outputSquares[k] += squares[i];
      both[k] = both[k].length == 0 ? new double[size] : both[k];
      for (int p = 0; p < size; p++) {
        both[k][p] += products[i * size + p];
      }
    }
  }

  /** What part each index has in its neuron's mean (neurons, indices). */
  private static Tensor shares(int[] distinct, int[] neurons) {
    float[] shares = new float[distinct.length * neurons.length];
    for (int i = 0; i < distinct.length; i++) {
      int k = distinct[i];
      long count = Arrays.stream(neurons).filter(n -> n == k).count();
      for (int j = 0; j < neurons.length; j++) {
        shares[i * neurons.length + j] = neurons[j] == k ? 1f / count : 0;
      }
    }
    return Tensor.create(shares, distinct.length, neurons.length).to(ScalarType.Double);
  }

  private static void add(double[] sums, Tensor more) {
    double[] numbers = Bridge.doubles(more);
    Arrays.setAll(sums, i -> sums[i] + numbers[i]);
  }

  private float[][] correlations() {
    float[][] found = new float[both.length][];
    for (int k = 0; k < both.length; k++) {
      found[k] = both[k].length == 0 ? new float[0] : correlations(k);
    }
    return found;
  }

  private float[] correlations(int k) {
    float[] found = new float[raster.size()];
    double spread = outputSquares[k] - outputs[k] * outputs[k] / samples;
    for (int p = 0; p < found.length; p++) {
      double wide = pixelSquares[p] - pixels[p] * pixels[p] / samples;
      double scale = Math.sqrt(Math.max(0, spread) * Math.max(0, wide));
      boolean isFlat =
          spread <= FLAT * outputSquares[k] || wide <= FLAT * pixelSquares[p] || scale == 0;
      double r = (both[k][p] - pixels[p] * outputs[k] / samples) / scale;
      found[p] = isFlat ? 0 : (float) Math.max(-1, Math.min(1, r)); // rounding may pass them
    }
    return found;
  }

  /** What is left of a sum of squares by rounding, where all numbers are the same. */
  private static final double FLAT = 1e-12;
}
