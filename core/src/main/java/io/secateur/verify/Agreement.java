package io.secateur.verify;

import io.secateur.data.Dataset;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.runtime.RuntimeSession;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether two models give the same outputs in ONNX Runtime. */
public final class Agreement {
  /** Samples at a time where the models do not say. */
  private static final int BATCH = 64;

  private Agreement() {}

  /**
   * The largest relative difference between two models' outputs on the first samples.
   *
   * <p>For an output tensor with the elements a of the gated and b of the pruned network it is
   *
   * <pre>  max |a − b| / max(max |a|, 1e-6)</pre>
   *
   * where each max is over all elements of that output on all compared samples: an element near 0
   * is judged by the size of its neighbours, of which it is the rounded sum. The result is the
   * largest over the outputs. A number against a NaN or an infinity is an infinite difference, and
   * so are different infinities; equal infinities agree, and so do two NaNs. Outputs of integers or
   * truth values must be equal, or the difference is infinite.
   *
   * <p>Outputs that differ in name, type or shape are no matter of degree: they mean that the
   * surgery went wrong, and an exception can say where, which an infinity cannot.
   *
   * @param samples how many samples at most, at least 1
   * @throws UnusableException if ONNX Runtime cannot open or run one of them
   * @throws IllegalStateException if their outputs differ in name, type or shape
   */
  public static double between(Model gated, Model pruned, Dataset data, int samples) {
    int count = Math.min(samples, data.size());
    if (count < 1) {
      throw new IllegalArgumentException("models agree on nothing without a sample");
    }
    int fixed = fixedSize(gated, pruned);
    int step = fixed == 0 ? BATCH : fixed;
    Map<String, Difference> differences = new LinkedHashMap<>();
    try (RuntimeSession expected = new RuntimeSession(gated, "the network with gates");
        RuntimeSession found = new RuntimeSession(pruned, "the pruned network")) {
      for (int from = 0; from < count; from += step) {
        int to = Math.min(count, from + step);
        // a sample that comes again to fill up a batch changes no maximum
        Map<String, Tensor> inputs = Portion.inputs(data, from, to, fixed == 0 ? to - from : fixed);
        compare(expected.run(inputs), found.run(inputs), differences);
      }
    }
    return differences.values().stream().mapToDouble(Difference::relative).max().orElse(0);
  }

  private static int fixedSize(Model gated, Model pruned) {
    int one = Portion.fixedSize(gated);
    int other = Portion.fixedSize(pruned);
    if (one != 0 && other != 0 && one != other) {
      throw new IllegalStateException(
          "the network with gates takes "
              + one
              + " samples at once and the pruned one "
              + other
              + ", where the same number was expected");
    }
    return Math.max(one, other);
  }

  private static void compare(
      Map<String, Tensor> expected,
      Map<String, Tensor> found,
      Map<String, Difference> differences) {
    if (!expected.keySet().equals(found.keySet())) {
      throw new IllegalStateException(
          "the network with gates has the outputs "
              + expected.keySet()
              + " and the pruned one "
              + found.keySet()
              + ", where the same were expected");
    }
    expected.forEach(
        (name, tensor) -> {
          Tensor other = found.getOrDefault(name, tensor);
          if (tensor.type() != other.type() || !Arrays.equals(tensor.dims(), other.dims())) {
            throw new IllegalStateException(
                "the output '"
                    + name
                    + "' is "
                    + tensor
                    + " in the network with gates and "
                    + other
                    + " in the pruned one, where the same shape was expected");
          }
          differences.computeIfAbsent(name, n -> new Difference()).add(tensor, other);
        });
  }
}
