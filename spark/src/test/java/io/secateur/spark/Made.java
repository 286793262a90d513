package io.secateur.spark;

import io.secateur.PruneOptions;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.data.Batch;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Labels;
import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.search.Stops;
import io.secateur.study.data.NpzWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Networks and files that tests make. */
final class Made {
  private static final int SIDE = 6;
  private static final int CLASSES = 3;

  private Made() {}

  /** Two convolutions, a pooling, and two dense layers. */
  static Path convolutional(Path file) {
    Random random = new Random(5);
    new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1, SIDE, SIDE)
        .constant("w1", normal(random, 6, 1, 3, 3))
        .constant("w2", normal(random, 5, 6, 3, 3))
        .constant("w3", normal(random, 5 * SIDE * SIDE / 4, 8))
        .constant("w4", normal(random, 8, CLASSES))
        .node("Conv", "conv1", List.of("x", "w1"), "pads", new long[] {1, 1, 1, 1})
        .node("Relu", "relu1", List.of("conv1"))
        .node("Conv", "conv2", List.of("relu1", "w2"), "pads", new long[] {1, 1, 1, 1})
        .node("Relu", "relu2", List.of("conv2"))
        .node(
            "MaxPool",
            "pool",
            List.of("relu2"),
            "kernel_shape",
            new long[] {2, 2},
            "strides",
            new long[] {2, 2})
        .node("Flatten", "flat", List.of("pool"))
        .node("Gemm", "fc1", List.of("flat", "w3"))
        .node("Tanh", "tanh", List.of("fc1"))
        .node("Gemm", "fc2", List.of("tanh", "w4"))
        .output("fc2", ElementType.FLOAT, -1, CLASSES)
        .build()
        .write(file);
    return file;
  }

  private static Tensor normal(Random random, long... dims) {
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * 0.5);
    }
    return Tensor.of(dims, values);
  }

  /** A folder of three files of random images, and all of them in one file beside it. */
  static Path images(Path folder, int count) {
    Random random = new Random(6);
    float[] pixels = new float[count * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(count, 0, CLASSES).toArray();
    return shards(folder, pixels, labels, new long[] {1, SIDE, SIDE}, 3);
  }

  /** A folder of files of these samples, and all of them in one file beside it. */
  static Path shards(Path folder, Dataset data, int count) {
    Batch all = data.batch(0, data.size());
    Tensor x = all.inputs().values().iterator().next();
    float[] values = new float[(int) x.size()];
    x.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    int[] labels = ((Labels) all.targets()).classes();
    long[] shape = java.util.Arrays.copyOfRange(x.dims(), 1, x.rank());
    return shards(folder, values, labels, shape, count);
  }

  private static Path shards(Path folder, float[] values, int[] labels, long[] shape, int count) {
    try {
      Files.createDirectories(folder);
      write(
          folder.resolveSibling(folder.getFileName() + ".npz"),
          values,
          labels,
          shape,
          0,
          labels.length);
      for (int s = 0; s < count; s++) {
        int from = labels.length * s / count;
        int to = labels.length * (s + 1) / count;
        write(folder.resolve("part-" + s + ".npz"), values, labels, shape, from, to);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      Path file, float[] values, int[] labels, long[] shape, int from, int to) {
    int each = (int) Tensor.count(shape);
    long[] dims = new long[shape.length + 1];
    dims[0] = (long) to - from;
    System.arraycopy(shape, 0, dims, 1, shape.length);
    long[] classes = new long[to - from];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = labels[from + i];
    }
    TreeMap<String, Tensor> arrays = new TreeMap<>();
    arrays.put("x", Tensor.of(dims, java.util.Arrays.copyOfRange(values, from * each, to * each)));
    arrays.put("y", Tensor.of(new long[] {classes.length}, classes));
    NpzWriter.write(file, arrays);
  }

  /** The same samples as Parquet, a folder of it for each file. */
  static Path parquet(Path shards, Path folder) {
    SparkSession spark = SparkSession.active();
    StructType columns =
        new StructType()
            .add("image", DataTypes.createArrayType(DataTypes.FloatType))
            .add("y", DataTypes.IntegerType);
    try (var files = Files.list(shards)) {
      for (Path file : files.sorted().toList()) {
        List<Row> rows = new ArrayList<>();
        Dataset data =
            io.secateur.data.Datasets.open(
                DataOptions.of(file.toString()),
                List.of(
                    new io.secateur.model.ValueInfo(
                        "x", ElementType.FLOAT, List.of(-1L, 1L, (long) SIDE, (long) SIDE))));
        int[] labels = ((Labels) data.targets()).classes();
        for (int i = 0; i < data.size(); i++) {
          Tensor x = data.batch(i, i + 1).inputs().values().iterator().next();
          List<Float> pixels = new ArrayList<>();
          for (int p = 0; p < x.size(); p++) {
            pixels.add((float) x.at(p));
          }
          rows.add(RowFactory.create(pixels, labels[i]));
        }
        spark
            .createDataFrame(rows, columns)
            .coalesce(1)
            .write()
            .parquet(folder.resolve(String.valueOf(file.getFileName())).toString());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PruneOptions options(Path model, Path data, int neurons, Path out, @Nullable Path run) {
    return options(model, data, neurons, out, run, Criteria.Options.PLAIN);
  }

  /** Of the neurons that are the best by first order, the best. */
  static PruneOptions shortlisted(Path model, Path data, int neurons, Path out) {
    Criteria.Options how =
        new Criteria.Options(Threshold.NONE, 1, Shortcut.of(null, 16L, false), 100L);
    return options(model, data, neurons, out, null, how);
  }

  private static PruneOptions options(
      Path model, Path data, int neurons, Path out, @Nullable Path run, Criteria.Options how) {
    return PruneOptions.builder(model, DataOptions.of(data.toString()), out)
        .how(how)
        .stops(Stops.after(neurons))
        .run(run)
        .memory(256L << 20)
        .build();
  }
}
