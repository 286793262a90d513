package io.secateur.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.secateur.data.Batch;
import io.secateur.data.Dataset;
import io.secateur.data.Labels;
import io.secateur.data.NoTargets;
import io.secateur.data.Targets;
import io.secateur.data.Values;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A segment of samples as a model takes them, which can travel and lie on a disk.
 *
 * @param begin the first sample's number among all
 * @param columns one for each input of the model
 * @param labels a class for each sample; null where there are none
 * @param values numbers for each sample, row by row; null where there are none
 * @param wanted the shape of one sample's values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rows(
    long begin,
    int size,
    List<Column> columns,
    int @Nullable [] labels,
    float @Nullable [] values,
    long[] wanted)
    implements Dataset, Serializable {

  /**
   * What one input takes of each sample.
   *
   * @param dims of one sample
   * @param bytes little-endian, sample by sample
   */
  record Column(String input, ElementType type, long[] dims, byte[] bytes) implements Serializable {
    int stride(int samples) {
      return bytes.length / samples;
    }
  }

  /** All samples of some parts, in their order. */
  static Rows of(long begin, List<? extends Dataset> parts) {
    List<Batch> batches = parts.stream().map(part -> part.batch(0, part.size())).toList();
    int size = batches.stream().mapToInt(Batch::size).sum();
    List<Column> columns = new ArrayList<>();
    for (String input : batches.get(0).inputs().keySet()) {
      List<Tensor> tensors =
          batches.stream().map(b -> Objects.requireNonNull(b.inputs().get(input))).toList();
      Tensor one = tensors.get(0);
      ByteBuffer all =
          ByteBuffer.allocate(tensors.stream().mapToInt(t -> t.bytes().remaining()).sum());
      tensors.forEach(tensor -> all.put(tensor.bytes().duplicate()));
      long[] dims = Arrays.copyOfRange(one.dims(), 1, one.dims().length);
      columns.add(new Column(input, one.type(), dims, all.array()));
    }
    return of(begin, size, columns, batches.stream().map(Batch::targets).toList());
  }

  private static Rows of(long begin, int size, List<Column> columns, List<Targets> targets) {
    if (targets.stream().allMatch(t -> t instanceof Labels)) {
      int[] all =
          targets.stream().flatMapToInt(t -> Arrays.stream(((Labels) t).classes())).toArray();
      return new Rows(begin, size, columns, all, null, new long[0]);
    }
    if (targets.stream().allMatch(t -> t instanceof Values)) {
      long[] dims = ((Values) targets.get(0)).dims();
      float[] all = new float[targets.stream().mapToInt(t -> ((Values) t).values().length).sum()];
      int at = 0;
      for (Targets each : targets) {
        float[] some = ((Values) each).values();
        System.arraycopy(some, 0, all, at, some.length);
        at += some.length;
      }
      return new Rows(begin, size, columns, null, all, Arrays.copyOfRange(dims, 1, dims.length));
    }
    return new Rows(begin, size, columns, null, null, new long[0]);
  }

  @Override
  public Batch batch(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Column column : columns) {
      int stride = column.stride(size);
      ByteBuffer some =
          ByteBuffer.wrap(column.bytes, from * stride, (to - from) * stride)
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN);
      inputs.put(column.input, new Tensor(column.type, prepend(to - from, column.dims), some));
    }
    return new Batch(to - from, inputs, slice(from, to).targets());
  }

  private static long[] prepend(long first, long... rest) {
    long[] all = new long[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  @Override
  public Targets targets() {
    if (labels != null) {
      return new Labels(labels.clone());
    }
    return values == null ? NoTargets.NONE : new Values(prepend(size, wanted), values.clone());
  }

  @Override
  public Rows slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return take(IntStream.range(from, to).toArray());
  }

  @Override
  public Rows take(int[] samples) {
    List<Column> some = new ArrayList<>();
    for (Column column : columns) {
      int stride = column.stride(size);
      byte[] bytes = new byte[samples.length * stride];
      for (int i = 0; i < samples.length; i++) {
        int from = Objects.checkIndex(samples[i], size) * stride;
        System.arraycopy(column.bytes, from, bytes, i * stride, stride);
      }
      some.add(new Column(column.input, column.type, column.dims, bytes));
    }
    int width = values == null ? 0 : values.length / size;
    float[] numbers = values == null ? null : new float[samples.length * width];
    for (int i = 0; values != null && numbers != null && i < samples.length; i++) {
      System.arraycopy(values, samples[i] * width, numbers, i * width, width);
    }
    int[] all = labels;
    int[] classes = all == null ? null : IntStream.of(samples).map(i -> all[i]).toArray();
    return new Rows(begin, samples.length, some, classes, numbers, wanted);
  }

  @Override
  public String sha256() {
    MessageDigest digest = digest();
    for (Column column : columns) {
      digest.update((column.input + column.type + Arrays.toString(column.dims)).getBytes(UTF_8));
      digest.update(column.bytes);
    }
    if (labels != null) {
      digest.update(Arrays.toString(labels).getBytes(UTF_8));
    }
    if (values != null) {
      digest.update(Arrays.toString(values).getBytes(UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String description() {
    return size + " samples from number " + begin + " on";
  }
}
