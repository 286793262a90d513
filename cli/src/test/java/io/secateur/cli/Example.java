package io.secateur.cli;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.study.data.NpzWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A small network, 4-6-3, and samples for it. */
record Example(Path model, Path data) {
  static final int SAMPLES = 40;
  static final int HIDDEN = 6;
  static final int LARGE = 300;
  private static final int MANY_SAMPLES = 5_000;
  private static final int WIDTH = 4;
  private static final int CLASSES = 3;

  /** Writes both into a folder. */
  static Example in(Path folder) {
    Path model = folder.resolve("net.onnx");
    network(HIDDEN).write(model);
    Tensor inputs = normal(new Random(1), SAMPLES, WIDTH);
    return new Example(model, npz(folder.resolve("data.npz"), inputs, CLASSES));
  }

  /** As the other, but with so many neurons that removing them takes a while. */
  static Example large(Path folder) {
    Path model = folder.resolve("large.onnx");
    network(LARGE).write(model);
    Tensor inputs = normal(new Random(1), MANY_SAMPLES, WIDTH);
    return new Example(model, npz(folder.resolve("many.npz"), inputs, CLASSES));
  }

  private static Model network(int hidden) {
    Random random = new Random(2);
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, WIDTH)
        .constant("w1", normal(random, WIDTH, hidden))
        .constant("b1", normal(random, hidden))
        .constant("w2", normal(random, hidden, CLASSES))
        .node("Gemm", "hidden", List.of("x", "w1", "b1"))
        .node("Relu", "active", List.of("hidden"))
        .node("MatMul", "logits", List.of("active", "w2"))
        .output("logits", ElementType.FLOAT, -1, CLASSES)
        .build();
  }

  /** A network with two layers, fc1 of 5 and fc2 of 3 neurons, for the same samples. */
  static Path two(Path folder) {
    Random random = new Random(4);
    Path model = folder.resolve("two.onnx");
    new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, WIDTH)
        .constant("w1", normal(random, WIDTH, 5))
        .constant("w2", normal(random, 5, 3))
        .constant("w3", normal(random, 3, CLASSES))
        .node("MatMul", "fc1", List.of("x", "w1"))
        .node("Relu", "active1", List.of("fc1"))
        .node("MatMul", "fc2", List.of("active1", "w2"))
        .node("Tanh", "active2", List.of("fc2"))
        .node("MatMul", "logits", List.of("active2", "w3"))
        .output("logits", ElementType.FLOAT, -1, CLASSES)
        .build()
        .write(model);
    return model;
  }

  /** A network of convolutions whose image sizes are free. */
  static Path images(Path folder) {
    Random random = new Random(3);
    Path model = folder.resolve("images.onnx");
    new ModelBuilder(13)
        .input("image", ElementType.FLOAT, -1, 1, -1, -1)
        .constant("k1", normal(random, 4, 1, 3, 3))
        .constant("k2", normal(random, 2, 4, 1, 1))
        .node("Conv", "conv1", List.of("image", "k1"))
        .node("Relu", "active", List.of("conv1"))
        .node("Conv", "conv2", List.of("active", "k2"))
        .node("GlobalAveragePool", "pool", List.of("conv2"))
        .node("Flatten", "flat", List.of("pool"))
        .output("flat", ElementType.FLOAT, -1, 2)
        .build()
        .write(model);
    return model;
  }

  /** The same samples, in another file, without labels. */
  Path unlabelled() {
    Path file = data.resolveSibling("unlabelled.npz");
    NpzWriter.write(file, new TreeMap<>(Map.of("x", normal(new Random(1), SAMPLES, WIDTH))));
    return file;
  }

  /** The same samples, in another file, with labels for more classes than the network has. */
  Path wronglyLabelled() {
    Tensor inputs = normal(new Random(1), SAMPLES, WIDTH);
    return npz(data.resolveSibling("wrong.npz"), inputs, CLASSES + 1);
  }

  private static Path npz(Path file, Tensor inputs, int classes) {
    int samples = (int) inputs.dims()[0];
    long[] labels = new long[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % classes;
    }
    Tensor targets = Tensor.of(new long[] {samples}, labels);
    NpzWriter.write(file, new TreeMap<>(Map.of("x", inputs, "y", targets)));
    return file;
  }

  private static Tensor normal(Random random, long... dims) {
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(dims, values);
  }
}
