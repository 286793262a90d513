package io.secateur.study.data;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.data.Labels;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** MNIST's images as samples. */
public final class Digits {
  /** Rows and columns of an image. */
  public static final int SIDE = 28;

  /** Pixels on each side of MNIST's box of 20x20, into which every digit was scaled. */
  public static final int MARGIN = 4;

  private Digits() {}

  /**
   * The first images of a pair of IDX files, and which digit each of them shows.
   *
   * @param scale what pixels, 0 to 255, are multiplied by
   * @throws UnusableException if there are not so many
   */
  public static Samples first(Path images, Path labels, int count, double scale) {
    DataOptions options =
        new DataOptions(images + "," + labels, 0, count, scale, List.of(), List.of());
    ValueInfo x = new ValueInfo("x", ElementType.FLOAT, List.of(-1L, (long) SIDE * SIDE));
    Dataset data = Datasets.open(options, List.of(x));
    if (data.size() < count) {
      throw new UnusableException(
          data.description() + ", where " + count + " were expected; give MNIST's own files");
    }
    Tensor pixels = Objects.requireNonNull(data.batch(0, count).inputs().get("x"));
    if (data.targets() instanceof Labels classes) {
      return new Samples(floats(pixels), SIDE * SIDE, classes.classes());
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
  public static Samples inner(Samples images, int margin) {
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
  public static Samples only(Samples images, int digit) {
    int[] labels = Arrays.stream(images.labels()).map(d -> d == digit ? 1 : 0).toArray();
    return new Samples(images.x(), images.width(), labels);
  }
}
