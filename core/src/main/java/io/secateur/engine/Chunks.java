package io.secateur.engine;

import io.secateur.data.Dataset;
import io.secateur.engine.kernels.Kernels;
import io.secateur.model.ValueInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * A data set cut into pieces that the network takes at once; owns the samples that it keeps in
 * native memory.
 */
final class Chunks implements AutoCloseable {
  private final Dataset data;
  private final List<ValueInfo> inputs;
  private final int size;
  private final boolean exact;
  private final boolean keep;
  private final Map<Integer, Chunk> kept = new HashMap<>(); // by their first samples

  /**
   * @param size samples in a chunk
   * @param exact whether the model takes exactly so many, so that the last chunk is filled up by
   *     repetition
   * @param keep whether samples stay in native memory once they were asked for, or are made anew
   *     for each pass
   */
  Chunks(Dataset data, List<ValueInfo> inputs, int size, boolean exact, boolean keep) {
    this.data = data;
    this.inputs = inputs;
    this.size = size;
    this.exact = exact;
    this.keep = keep;
  }

  int samples() {
    return data.size();
  }

  /** Gives every chunk in turn, in a scope that is closed after it. */
  void forEach(Consumer<Chunk> use) {
    for (int from = 0; from < data.size(); from += size) {
      int start = from;
      Scopes.run(() -> use.accept(keep ? kept(start) : make(start)));
    }
  }

  /**
   * Gives the samples of a range, in chunks as they are or parts of them, each in a scope that is
   * closed after it.
   */
  void forEach(int from, int to, Consumer<Chunk> use) {
    for (int at = from; at < to; ) {
      int start = at / size * size;
      int end = Math.min(Math.min(start + size, to), data.size());
      int first = at;
      Scopes.run(
          () -> {
            Chunk whole = keep ? kept(start) : null;
            boolean asItIs = whole != null && whole.from() == first && whole.to() == end;
            if (exact || asItIs) {
              use.accept(whole == null ? make(start) : whole);
            } else if (whole == null) {
              use.accept(make(first, end));
            } else {
              use.accept(part(whole, first, end));
            }
          });
      at = end;
    }
  }

  private static Chunk part(Chunk whole, int from, int to) {
    Map<String, Tensor> inputs = new HashMap<>();
    whole
        .inputs()
        .forEach((name, all) -> inputs.put(name, all.narrow(0, from - whole.from(), to - from)));
    return new Chunk(from, to - from, inputs);
  }

  /** How many samples the network takes at once. */
  int most() {
    return size;
  }

  /** Where samples that are taken from a number on best end: not before those that come along. */
  int end(int from, int count) {
    int end = exact ? (from / size + 1) * size : from + count;
    return Math.min(end, data.size());
  }

  /** Whether the model takes so many samples and no other number. */
  boolean isUncut() {
    return exact;
  }

  /** Whether every chunk but the last is made of whole blocks of samples. */
  boolean isOfBlocks() {
    return size % Kernels.BLOCK == 0;
  }

  private Chunk kept(int from) {
    return kept.computeIfAbsent(
        from,
        start -> {
          Chunk chunk = make(start);
          chunk.inputs().values().forEach(Scopes::keep);
          return chunk;
        });
  }

  /**
   * One input's numbers for some samples, row by row, out of the data and past native memory; for
   * an input in single precision.
   */
  float[] rows(String input, int from, int to) {
    FloatBuffer numbers =
        Objects.requireNonNull(data.batch(from, to).inputs().get(input)).bytes().asFloatBuffer();
    float[] rows = new float[numbers.remaining()];
    numbers.get(rows);
    return rows;
  }

  private Chunk make(int from) {
    return make(from, Math.min(data.size(), from + size));
  }

  private Chunk make(int from, int to) {
    Map<String, Tensor> tensors = new HashMap<>();
    Dataset part = to - from < size && exact ? data.take(filledUp(from, to)) : data.slice(from, to);
    Map<String, io.secateur.model.Tensor> batch = part.batch(0, part.size()).inputs();
    for (ValueInfo input : inputs) {
      tensors.put(input.name(), Bridge.toNative(Objects.requireNonNull(batch.get(input.name()))));
    }
    return new Chunk(from, to - from, tensors);
  }

  private int[] filledUp(int from, int to) {
    int[] samples = new int[size];
    Arrays.setAll(samples, i -> Math.min(from + i, to - 1));
    return samples;
  }

  @Override
  public void close() {
    kept.values().forEach(c -> c.inputs().values().forEach(Scopes::release));
    kept.clear();
  }
}
