package io.secateur.engine.operators;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a product or a convolution sums over, row by row. */
public final class Patches {
  private Patches() {}

  /**
   * The rows of what a node with weights takes: (rows, features). A row of a convolution is what
   * lies under its kernel at one place, channel by channel; places of a sample are next to each
   * other.
   */
  public static Tensor of(Step step) {
    Tensor x = step.in(0);
    if (!step.node().op().equals("Conv")) {
      return torch.reshape(x, -1, x.size(-1));
    }
    Tensor under = under(step);
    return torch.reshape(under.transpose(1, 2), -1, under.size(1));
  }

  /** The same of a convolution, sample by sample: (batch, features, places). */
  public static Tensor under(Step step) {
    Tensor x = step.in(0);
    long[] kernel = Arrays.copyOfRange(step.in(1).shape(), 2, (int) x.dim());
    Windows windows = Windows.of(step, x, kernel);
    Tensor padded = windows.pad(x, 0);
    boolean line = windows.space() == 1;
    return torch.im2col(
        line ? padded.unsqueeze(2) : padded,
        plane(windows.kernel()),
        plane(windows.dilations()),
        new long[2],
        plane(windows.strides()));
  }

  /** A line is a plane of height 1. */
  private static long[] plane(long... along) {
    return along.length == 1 ? new long[] {1, along[0]} : along;
  }
}
