package io.secateur.engine.operators;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The mean of each window; padding counts only if {@code count_include_pad} says so. */
final class AveragePool implements Operator {
  static boolean runs(Step step) {
    return Activations.constant(step.attributes().integers("dilations"), 1)
        && step.in(0).dim() <= 5;
  }

  @Override
  public Tensor[] run(Step step) {
    Tensor x = step.in(0);
    return new Tensor[] {sums(step, x).div(counts(step, x))};
  }

  /** h_x = Σ_y h_y / n_y², n_y the elements that window y averages. */
  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    Operator sums = s -> new Tensor[] {sums(s, s.in(0))};
    return Diagonal.route(sums, step, curvature.div(counts(step, step.in(0)).square()));
  }

  private static Tensor sums(Step step, Tensor x) {
    Windows w = windows(step, x);
    return summed(Windows.extend(w.pad(x, 0), w.overhang(x), 0), w);
  }

  /** (1, 1, space...): how many elements each window averages. */
  private static Tensor counts(Step step, Tensor x) {
    Windows w = windows(step, x);
    Tensor ones = torch.ones_like(x.narrow(0, 0, 1).narrow(1, 0, 1)).detach();
    boolean padCounts = step.attributes().integer("count_include_pad", 0) != 0;
    return summed(Windows.extend(w.pad(ones, padCounts ? 1 : 0), w.overhang(x), 0), w);
  }

  private static Windows windows(Step step, Tensor x) {
    return Windows.of(step, x, new long[0]);
  }

  /** Sums over windows of what is padded already; one spatial axis is pooled as two. */
  private static Tensor summed(Tensor x, Windows w) {
    LongOptional one = new LongOptional(1);
    long[] none = new long[Math.max(2, w.space())];
    if (w.space() == 1) {
      long[] kernel = {1, w.kernel()[0]};
      long[] strides = {1, w.strides()[0]};
      return torch.avg_pool2d(x.unsqueeze(2), kernel, strides, none, false, true, one).squeeze(2);
    }
    return w.space() == 2
        ? torch.avg_pool2d(x, w.kernel(), w.strides(), none, false, true, one)
        : torch.avg_pool3d(x, w.kernel(), w.strides(), Arrays.copyOf(none, 3), false, true, one);
  }
}
