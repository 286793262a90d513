package io.secateur.engine.operators;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that put tensors together or take parts of them. */
final class Joining {
  private Joining() {}

  /**
   * One after the other along an axis.
   *
   * <p>A graph that was exported for one sample holds constants for one. Run on several samples,
   * each of them gets the same.
   */
  static Tensor concat(Step step) {
    int axis = Step.axis(step.attributes().integer("axis", 1), step.in(0).dim());
    long samples = 1;
    for (int i = 0; i < step.inputs().length && step.several() && axis > 0; i++) {
      samples = Math.max(samples, step.in(i).size(0));
    }
    TensorVector parts = new TensorVector();
    for (int i = 0; i < step.inputs().length; i++) {
      Tensor part = step.in(i);
      long[] shape = part.shape();
      if (samples > 1 && shape[0] == 1) {
        shape[0] = samples;
        part = part.expand(shape);
      }
      parts.push_back(part);
    }
    return torch.cat(parts, axis);
  }

  /** x (..., n, ...), indices (i...) -> (..., i..., ...): takes along one axis. */
  static Tensor gather(Step step) {
    Tensor x = step.in(0);
    Tensor indices = step.in(1).to(ScalarType.Long);
    int axis = Step.axis(step.attributes().integer("axis", 0), x.dim());
    Tensor wrapped = torch.remainder(indices, new org.bytedeco.pytorch.Scalar(x.size(axis)));
    Tensor taken = torch.index_select(x, axis, torch.reshape(wrapped, -1));
    long[] before = LongStream.range(0, axis).map(x::size).toArray();
    long[] after = LongStream.range(axis + 1, x.dim()).map(x::size).toArray();
    long[] shape =
        LongStream.concat(
                LongStream.concat(LongStream.of(before), LongStream.of(indices.shape())),
                LongStream.of(after))
            .toArray();
    return torch.reshape(taken, shape);
  }

  /** Ranges with positive steps; bounds from inputs (opset 10 on) or attributes. */
  static Tensor slice(Step step) {
    Tensor x = step.in(0);
    long[] starts = step.integers("starts", 1);
    long[] ends = step.integers("ends", 2);
    long[] axes = step.integers("axes", 3);
    for (int i = 0; i < starts.length; i++) {
      int axis = Step.axis(axes.length == 0 ? i : axes[i], x.dim());
      long stride = step.has(4) ? step.longs(4)[i] : 1;
      long size = x.size(axis);
      if (stride > 0) {
        x =
            x.slice(
                axis,
                new LongOptional(clamp(starts[i], size)),
                new LongOptional(clamp(ends[i], size)),
                stride);
      } else {
        long from = Math.min(starts[i] < 0 ? starts[i] + size : starts[i], size - 1);
        long to = Math.max(ends[i] < 0 ? ends[i] + size : ends[i], -1);
        long count = Math.max(0, (from - to - stride - 1) / -stride);
        long[] taken = LongStream.range(0, count).map(k -> from + k * stride).toArray();
        x = torch.index_select(x, axis, Tensor.create(taken));
      }
    }
    return x;
  }

  private static long clamp(long bound, long size) {
    return Math.max(0, Math.min(size, bound < 0 ? bound + size : bound));
  }
}
