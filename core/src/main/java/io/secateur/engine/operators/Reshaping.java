package io.secateur.engine.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Operators that give the same elements other axes. */
final class Reshaping {
  private Reshaping() {}

  /** (d0, ..., dn) -> (d0 ... d(axis−1), d(axis) ... dn). */
  static Tensor flatten(Step step) {
    Tensor x = step.in(0);
    return flat(x, Step.axis(step.attributes().integer("axis", 1), x.dim()));
  }

  /** Two axes: all before one, and all from it on. */
  static Tensor flat(Tensor x, int axis) {
    long rows = 1;
    long columns = 1; // of no rows too
    for (int a = 0; a < x.dim(); a++) {
      rows *= a < axis ? x.size(a) : 1;
      columns *= a < axis ? 1 : x.size(a);
    }
    return torch.reshape(x, rows, columns);
  }

  /**
   * To the shape that the second input gives: 0 copies the input's size, −1 is what is left.
   *
   * <p>A graph that was exported for one sample writes a leading 1 into its shapes. Run on several
   * samples, its elements are too many by exactly their number, and the 1 means all of them.
   */
  static Tensor reshape(Step step) {
    Tensor x = step.in(0);
    long[] shape = step.longs(1);
    boolean zeroCopies = step.attributes().integer("allowzero", 0) == 0;
    long product = 1;
    boolean free = false;
    for (int a = 0; a < shape.length; a++) {
      if (shape[a] == 0 && zeroCopies) {
        shape[a] = x.size(a);
      }
      free |= shape[a] < 0;
      product *= shape[a] < 0 ? 1 : shape[a];
    }
    boolean leads = x.dim() > 0 && shape.length > 0 && shape[0] == 1 && x.size(0) > 1;
    if (step.several() && leads && (free ? shape.length > 1 : x.numel() == product * x.size(0))) {
      shape[0] = x.size(0);
    }
    return torch.reshape(x, shape);
  }

  static Tensor squeeze(Step step) {
    Tensor x = step.in(0);
    long[] axes = step.integers("axes", 1);
    if (axes.length == 0) {
      return torch.squeeze(x);
    }
    List<Long> drop = LongStream.of(axes).map(a -> Step.axis(a, x.dim())).boxed().toList();
    long[] shape =
        LongStream.range(0, x.dim()).filter(a -> !drop.contains(a)).map(x::size).toArray();
    return torch.reshape(x, shape);
  }

  static Tensor unsqueeze(Step step) {
    Tensor x = step.in(0);
    long[] axes = step.integers("axes", 1);
    long rank = x.dim() + axes.length;
    List<Long> added = LongStream.of(axes).map(a -> Step.axis(a, rank)).boxed().toList();
    List<Long> shape = new ArrayList<>();
    int from = 0;
    for (long a = 0; a < rank; a++) {
      shape.add(added.contains(a) ? 1L : x.size(from++));
    }
    return torch.reshape(x, shape.stream().mapToLong(Long::longValue).toArray());
  }

  static Tensor transpose(Step step) {
    Tensor x = step.in(0);
    long rank = x.dim();
    long[] perm =
        step.attributes()
            .integers("perm", LongStream.range(0, rank).map(a -> rank - 1 - a).toArray());
    return torch.permute(x, perm);
  }
}
