package io.secateur.bench.cost;

import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.study.data.NpzWriter;
import io.secateur.study.data.Samples;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Descent;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Loss;
import io.secateur.study.train.MlpTrainer;
import io.secateur.study.train.Schedule;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Networks with random weights and images of random pixels: a ranking's cost does not depend on
 * what the numbers are, as long as no neuron is silent.
 */
public final class RandomProblem {
  /** The most samples in a file: their pixels must fit into one array. */
  public static final int MOST_SAMPLES = 1_000_000;

  private static final int PIXELS = 784;
  private static final int CLASSES = 10;

  private RandomProblem() {}

  /** 784-width-...-10 with so many hidden layers, sigmoids throughout, not trained. */
  public static void network(Path file, int width, int hidden) {
    List<Integer> widths = new ArrayList<>(List.of(PIXELS));
    for (int i = 0; i < hidden; i++) {
      widths.add(width);
    }
    widths.add(CLASSES);
    Layout layout = new Layout(widths, Activation.SIGMOID, Activation.SIGMOID);
    Schedule none = new Schedule(Loss.SQUARED, Descent.SGD, 1, 0, 1, 2, 1);
    Samples one = new Samples(new float[PIXELS], PIXELS, new int[] {CLASSES - 1});
    new MlpTrainer(layout, none).train(one, epoch -> {}).model().write(file);
  }

  /** {@code x} (samples, 784) as bytes from 0 to 255, as MNIST has them, and labels {@code y}. */
  public static void data(Path file, int samples) {
    Random random = new Random(1);
    byte[] pixels = new byte[Math.multiplyExact(samples, PIXELS)];
    random.nextBytes(pixels);
    Tensor x = new Tensor(ElementType.UINT8, new long[] {samples, PIXELS}, ByteBuffer.wrap(pixels));
    Tensor y = Tensor.of(new long[] {samples}, random.longs(samples, 0, CLASSES).toArray());
    NpzWriter.write(file, new TreeMap<>(Map.of("x", x, "y", y)));
  }
}
