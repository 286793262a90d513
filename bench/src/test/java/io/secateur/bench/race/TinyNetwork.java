package io.secateur.bench.race;

import io.secateur.Workspace;
import io.secateur.data.DataOptions;
import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.study.data.NpzWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** 3-5-4-2 with sigmoids and weights at random, and 70 samples at random. */
public final class TinyNetwork {
  static final int NEURONS = 9;
  private static final int SAMPLES = 70; // a block of the kernels and a bit

  private final Random random = new Random(5);

  /** Writes both to a folder, as tiny.onnx and tiny.npz, and opens them. */
  public static Workspace open(Path folder) {
    TinyNetwork tiny = new TinyNetwork();
    Path model = folder.resolve("tiny.onnx");
    tiny.write(model);
    Path data = folder.resolve("tiny.npz");
    long[] labels = tiny.random.longs(SAMPLES, 0, 2).toArray();
    Map<String, Tensor> arrays =
        Map.of("x", tiny.floats(SAMPLES, 3), "y", Tensor.of(new long[] {SAMPLES}, labels));
    NpzWriter.write(data, new TreeMap<>(arrays));
    return Workspace.open(model, DataOptions.of(data.toString()));
  }

  private void write(Path file) {
    ModelBuilder builder = new ModelBuilder(13);
    builder.input("x", ElementType.FLOAT, -1, 3).output("o3", ElementType.FLOAT, -1, 2);
    int[] widths = {3, 5, 4, 2};
    String value = "x";
    for (int l = 1; l < widths.length; l++) {
      builder.constant("w" + l, floats(widths[l - 1], widths[l]));
      builder.constant("b" + l, floats(widths[l]));
      builder.node("Gemm", "z" + l, List.of(value, "w" + l, "b" + l));
      value = "o" + l;
      builder.node("Sigmoid", value, List.of("z" + l));
    }
    builder.build().write(file);
  }

  private Tensor floats(long... dims) {
    float[] values = new float[Math.toIntExact(Tensor.count(dims))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(dims, values);
  }
}
