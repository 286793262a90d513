package io.secateur.engine.operators;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Pooling by the largest element. */
final class Pooling {
  private Pooling() {}

  static Tensor max(Step step) {
    Tensor x = step.in(0);
    Windows w = Windows.of(step, x, new long[0]);
    Tensor padded =
        Windows.extend(w.pad(x, Double.NEGATIVE_INFINITY), w.overhang(x), Double.NEGATIVE_INFINITY);
    long[] none = new long[w.space()];
    return switch (w.space()) {
      case 1 -> torch.max_pool1d(padded, w.kernel(), w.strides(), none, w.dilations(), false);
      case 2 -> torch.max_pool2d(padded, w.kernel(), w.strides(), none, w.dilations(), false);
      default -> torch.max_pool3d(padded, w.kernel(), w.strides(), none, w.dilations(), false);
    };
  }

  static Tensor globalMax(Step step) {
    return torch.amax(step.in(0), space(step.in(0)), true);
  }

  /** The spatial axes of x (batch, channels, space...). */
  static long[] space(Tensor x) {
    return LongStream.range(2, x.dim()).toArray();
  }
}
