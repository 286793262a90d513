package io.secateur.bench.coverage;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Shapes;
import io.secateur.engine.Network;
import io.secateur.model.Model;
import io.secateur.surgery.Gating;
import io.secateur.surgery.Surgery;
import io.secateur.verify.Agreement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * What can be pruned of one network, and how far what is left is from the gated original.
 *
 * @param size of the file in bytes, external data included
 * @param layers how many have neurons that can be removed
 * @param neurons how many can be removed
 * @param channels where they live
 * @param seconds of processor time to read the file and to find its neurons
 * @param peak the most memory of the process until then, in bytes
 * @param effect how far the smaller network's outputs are from the untouched original's, at least;
 *     without an effect agreement would say nothing
 * @param difference how far they are from the gated original's, at most; both relative
 */
public record Coverage(
    long size,
    long layers,
    int neurons,
    Channels channels,
    double seconds,
    long peak,
    double effect,
    double difference) {
  private static final int SAMPLES = 2;
  private static final double SHARE = 1 / 3.0;

  /**
   * Measures a file. For each seed a third of the neurons of every layer, chosen at random, is
   * gated in the original and removed from it; the smaller file is written, read again, and both
   * run in ONNX Runtime.
   *
   * @param pruned where the smaller file may be written
   * @param memory how much the process has held at most, in bytes
   */
  public static Coverage of(Path file, int seeds, Path pruned, LongSupplier memory) {
    Duration start = busy();
    Model model = Model.read(file);
    Anatomy anatomy;
    Shapes shapes;
    try (Network network = Network.of(model.graph(), Map.of())) {
      anatomy = network.anatomy();
      shapes = network.shapes();
    }
    double seconds = busy().minus(start).toMillis() / 1e3;
    long peak = memory.getAsLong();
    double effect = anatomy.neurons().isEmpty() ? 0 : Double.POSITIVE_INFINITY;
    double worst = 0;
    for (int seed = 1; seed <= seeds && !anatomy.neurons().isEmpty(); seed++) {
      Gates gates = closed(anatomy, new Random(seed));
      Surgery.remove(model, anatomy, gates).write(pruned);
      Model small = Model.read(pruned);
      worst = Math.max(worst, difference(Gating.apply(model, anatomy, gates, shapes), small));
      effect = Math.min(effect, effect(model, small));
    }
    long layers = anatomy.layers().stream().filter(Layer::isPrunable).count();
    int neurons = anatomy.neurons().size();
    return new Coverage(
        model.size(), layers, neurons, Channels.of(anatomy), seconds, peak, effect, worst);
  }

  private static Duration busy() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Infinite where not even the shapes are the same, as those of what is found in an image. */
  private static double effect(Model original, Model found) {
    try {
      return difference(original, found);
    } catch (IllegalStateException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static double difference(Model expected, Model found) {
    RandomSamples samples = RandomSamples.of(expected.graph().inputs(), SAMPLES);
    return Agreement.between(expected, found, samples, SAMPLES);
  }

  /** About a third of each layer's gates closed, never all of them. */
  private static Gates closed(Anatomy anatomy, Random random) {
    double[] alpha = anatomy.open().toArray();
    for (Layer layer : anatomy.layers()) {
      int survivor = random.nextInt(layer.width());
      for (int i = 0; layer.isPrunable() && i < layer.width(); i++) {
        if (i != survivor && random.nextDouble() < SHARE) {
          alpha[layer.firstNeuron() + i] = 0;
        }
      }
    }
    return Gates.of(alpha);
  }

  /** The part of all channels that can be removed. */
  public double share() {
    return channels.share();
  }

  /** Why some channels stay; empty where none does. */
  public String reasons() {
    return channels.reasons();
  }
}
