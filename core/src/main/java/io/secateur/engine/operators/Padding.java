package io.secateur.engine.operators;

import io.secateur.model.UnusableException;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pad: elements around a tensor, which are a constant, or what lies within, reflected, repeated at
 * the edge or from the other end. Negative amounts cut off.
 */
final class Padding {
  private Padding() {}

  static Tensor pad(Step step) {
    Tensor x = step.in(0);
    int rank = (int) x.dim();
    long[] given = step.integers(step.attributes().has("paddings") ? "paddings" : "pads", 1);
    long[] axes = step.has(3) ? step.longs(3) : LongStream.range(0, rank).toArray();
    if (given.length != 2 * axes.length) {
      throw new UnusableException(
          step.node()
              + ": it has "
              + given.length
              + " amounts of padding for "
              + axes.length
              + " axes, and two for each are needed; export the model again");
    }
    long[] pads = new long[2 * rank];
    for (int i = 0; i < axes.length; i++) {
      int axis = Step.axis(axes[i], rank);
      pads[axis] = given[i];
      pads[axis + rank] = given[i + axes.length];
    }
    String mode = step.attributes().text("mode", "constant");
    if (mode.equals("constant")) {
      return Windows.extend(x, pads, step.number(2, step.attributes().real("value", 0)));
    }
    for (int axis = 0; axis < rank; axis++) {
      if (pads[axis] != 0 || pads[axis + rank] != 0) {
        x = torch.index_select(x, axis, Tensor.create(taken(step, mode, x.size(axis), pads, axis)));
      }
    }
    return x;
  }

  /** For each index of the padded axis, the one that it repeats. */
  private static long[] taken(Step step, String mode, long size, long[] pads, int axis) {
    long to = size + pads[axis + pads.length / 2];
    return LongStream.range(-pads[axis], to)
        .map(
            i ->
                switch (mode) {
                  case "edge" -> Math.max(0, Math.min(size - 1, i));
                  case "reflect" -> reflected(i, size);
                  case "wrap" -> Math.floorMod(i, size);
                  default ->
                      throw new UnusableException(
                          step.node() + ": it pads by '" + mode + "', which is not supported");
                })
        .toArray();
  }

  /** ... 2 1 0 1 2 ... n−1 n−2 ... */
  private static long reflected(long i, long size) {
    long period = Math.max(1, 2 * (size - 1));
    long within = Math.floorMod(i, period);
    return within < size ? within : period - within;
  }
}
