package io.secateur.bench.coverage;

import io.secateur.data.Batch;
import io.secateur.data.Dataset;
import io.secateur.data.NoTargets;
import io.secateur.data.Targets;
import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import io.secateur.model.ValueInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Made-up samples for a network: normal numbers for its real inputs and zeros for all others. A
 * sample is the same wherever it stands.
 *
 * @param inputs what the network takes; free axes but the first have the size 1
 * @param samples the number of each sample
 */
record RandomSamples(List<ValueInfo> inputs, List<Integer> samples) implements Dataset {
  static RandomSamples of(List<ValueInfo> inputs, int count) {
    return new RandomSamples(inputs, IntStream.range(0, count).boxed().toList());
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Batch batch(int from, int to) {
    Map<String, Tensor> batch = new LinkedHashMap<>();
    for (ValueInfo input : inputs) {
      batch.put(input.name(), tensor(input, samples.subList(from, to)));
    }
    return new Batch(to - from, batch, targets());
  }

  private static Tensor tensor(ValueInfo input, List<Integer> samples) {
    long[] dims = input.dims().stream().mapToLong(d -> Math.max(d, 1)).toArray();
    int each = Math.toIntExact(Tensor.count(Arrays.copyOfRange(dims, 1, dims.length)));
    dims[0] = samples.size();
    if (input.type() != ElementType.FLOAT) {
      int bytes = Math.multiplyExact(each * samples.size(), input.type().bytes());
      return new Tensor(input.type(), dims, ByteBuffer.allocate(bytes));
    }
    float[] values = new float[each * samples.size()];
    for (int s = 0; s < samples.size(); s++) {
      Random random = new Random(samples.get(s));
      for (int i = 0; i < each; i++) {
        values[s * each + i] = (float) random.nextGaussian();
      }
    }
    return Tensor.of(dims, values);
  }

  @Override
  public Targets targets() {
    return NoTargets.NONE;
  }

  @Override
  public String sha256() {
    return "";
  }

  @Override
  public Dataset slice(int from, int to) {
    return new RandomSamples(inputs, samples.subList(from, to));
  }

  @Override
  public Dataset take(int[] chosen) {
    return new RandomSamples(inputs, Arrays.stream(chosen).mapToObj(samples::get).toList());
  }

  @Override
  public String description() {
    return size() + " random samples";
  }
}
