package io.secateur.bench.cases;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.data.Labels;
import io.secateur.data.Targets;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import io.secateur.study.data.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** MNIST's training images as samples, pixels from 0 to 1. */
final class Digits {
  private static final int SIDE = 28;

  private final Sources sources;

  Digits(Sources sources) {
    this.sources = sources;
  }

  /** The first images, and which digit each of them shows. */
  Samples first(int count) {
    String files =
        sources.mnist("train-images-idx3-ubyte.gz")
            + ","
            + sources.mnist("train-labels-idx1-ubyte.gz");
    DataOptions options = new DataOptions(files, 0, count, 1 / 255.0, List.of(), List.of());
    ValueInfo x = new ValueInfo("x", ElementType.FLOAT, List.of(-1L, (long) SIDE * SIDE));
    Dataset data = Datasets.open(options, List.of(x));
    if (data.size() < count) {
      throw new UnusableException(
          data.description() + ", where " + count + " were expected; give MNIST's training files");
    }
    Tensor pixels = Objects.requireNonNull(data.batch(0, count).inputs().get("x"));
    return new Samples(floats(pixels), SIDE * SIDE, classes(data.targets()));
  }

  private static int[] classes(Targets targets) {
    if (targets instanceof Labels labels) {
      return labels.classes();
    }
    throw new UnusableException("MNIST's labels were expected to be classes, and are numbers");
  }

  private static float[] floats(Tensor tensor) {
    ByteBuffer bytes = tensor.bytes();
    float[] values = new float[Math.toIntExact(tensor.size())];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** Only the inner square of each image, without so many pixels on all sides. */
  static Samples inner(Samples images, int margin) {
    int side = SIDE - 2 * margin;
    float[] x = new float[images.size() * side * side];
    for (int i = 0; i < images.size(); i++) {
      for (int row = 0; row < side; row++) {
        int from = i * SIDE * SIDE + (row + margin) * SIDE + margin;
        System.arraycopy(images.x(), from, x, (i * side + row) * side, side);
      }
    }
    return new Samples(x, side * side, images.labels());
  }

  /** Class 1 for one digit, class 0 for all others. */
  static Samples only(Samples images, int digit) {
    int[] labels = Arrays.stream(images.labels()).map(d -> d == digit ? 1 : 0).toArray();
    return new Samples(images.x(), images.width(), labels);
  }
}
