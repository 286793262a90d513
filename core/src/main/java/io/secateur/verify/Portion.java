package io.secateur.verify;

import io.secateur.data.Dataset;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.Map;

/** As many samples as a model takes at once. */
final class Portion {
  private Portion() {}

  /** How many samples the model must be given at once; 0 if any number will do. */
  static int fixedSize(Model model) {
    return model.graph().inputs().stream()
        .filter(i -> !i.dims().isEmpty())
        .mapToInt(i -> Math.toIntExact(Math.max(0, i.dims().get(0))))
        .max()
        .orElse(0);
  }

  /**
   * The inputs of the samples from {@code from} (inclusive) to {@code to} (exclusive), filled up to
   * {@code size} with the last of them.
   */
  static Map<String, Tensor> inputs(Dataset data, int from, int to, int size) {
    int[] samples = new int[size];
    Arrays.setAll(samples, i -> Math.min(from + i, to - 1));
    return data.take(samples).batch(0, size).inputs();
  }
}
