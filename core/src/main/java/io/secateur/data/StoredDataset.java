package io.secateur.data;

import io.secateur.model.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/** Samples that are in memory as their file has them, or some of those. */
final class StoredDataset implements Dataset {
  private final Map<String, Feed> feeds;
  private final TargetColumn targets;
  private final String name;
  private final String sha256;
  private final int size;
  private final IntUnaryOperator stored;

  /** Here sample i is sample {@code stored(i)} of what was read. */
  private StoredDataset(
      Map<String, Feed> feeds,
      TargetColumn targets,
      String name,
      String sha256,
      int size,
      IntUnaryOperator stored) {
    this.feeds = feeds;
    this.targets = targets;
    this.name = name;
    this.sha256 = sha256;
    this.size = size;
    this.stored = stored;
  }

  /** All that was read; the feeds are for the same samples. */
  static StoredDataset of(
      Map<String, Feed> feeds, TargetColumn targets, String name, String sha256) {
    int size = feeds.values().iterator().next().samples();
    return new StoredDataset(feeds, targets, name, sha256, size, i -> i);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Batch batch(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    IntUnaryOperator sample = i -> stored.applyAsInt(from + i);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    feeds.forEach((input, feed) -> inputs.put(input, feed.tensor(to - from, sample)));
    return new Batch(to - from, inputs, targets.targets(to - from, sample));
  }

  @Override
  public Targets targets() {
    return targets.targets(size, stored);
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public Dataset slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return view(to - from, i -> stored.applyAsInt(from + i));
  }

  @Override
  public Dataset take(int[] samples) {
    int[] mine = new int[samples.length];
    for (int i = 0; i < mine.length; i++) {
      mine[i] = stored.applyAsInt(Objects.checkIndex(samples[i], size));
    }
    return view(mine.length, i -> mine[i]);
  }

  private Dataset view(int count, IntUnaryOperator sample) {
    return new StoredDataset(feeds, targets, name, sha256, count, sample);
  }

  @Override
  public String description() {
    return size
        + (size == 1 ? " sample of " : " samples of ")
        + name
        + ", "
        + targets.describe(size, stored);
  }
}
