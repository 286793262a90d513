package io.secateur.engine.operators;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Resize and Upsample: one axis after another, each index of the output a weighted sum of some of
 * the input's.
 */
final class Resizing implements Operator {
  /** Whether all that a node asks for is here; smoothing and cropping are not. */
  static boolean runs(Step step) {
    return step.attributes().integer("antialias", 0) == 0
        && step.attributes().text("keep_aspect_ratio_policy", "stretch").equals("stretch")
        && !step.attributes()
            .text("coordinate_transformation_mode", "")
            .equals("tf_crop_and_resize");
  }

  @Override
  public Tensor[] run(Step step) {
    return new Tensor[] {resized(step, false)};
  }

  /** A linear map with constant weights: h_x = Σ_y w_yx² h_y. */
  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    Operator squared = s -> new Tensor[] {resized(s, true)};
    return Diagonal.route(squared, step, curvature);
  }

  private static Tensor resized(Step step, boolean squared) {
    Tensor x = step.in(0);
    int rank = (int) x.dim();
    boolean old = step.node().op().equals("Upsample") || step.opset() < 11;
    long[] axes =
        step.attributes().integers("axes", IntStream.range(0, rank).asLongStream().toArray());
    double[] scales = old ? olderScales(step) : given(step, 2) ? step.reals(2) : new double[0];
    long[] sizes = !old && given(step, 3) ? step.longs(3) : new long[0];
    Tensor y = x;
    for (int i = 0; i < axes.length; i++) {
      int axis = Step.axis(axes[i], rank);
      long in = x.size(axis);
      float scale = sizes.length == 0 ? (float) scales[i] : (float) sizes[i] / in;
      long out = sizes.length == 0 ? (long) (scale * in) : sizes[i];
      boolean samples = axis == 0 && step.several(); // sizes are those of a single one
      if (!samples && (in != out || scale != 1)) {
        y = along(y, axis, Taps.of(step, old, in, out, scale), squared);
      }
    }
    return y;
  }

  private static double[] olderScales(Step step) {
    return step.has(1) ? step.reals(1) : step.attributes().reals("scales");
  }

  private static boolean given(Step step, int slot) {
    return step.has(slot) && step.in(slot).numel() > 0;
  }

  private static Tensor along(Tensor x, int axis, Taps taps, boolean squared) {
    long[] shape = new long[(int) x.dim()];
    Arrays.fill(shape, 1);
    shape[axis] = taps.indices()[0].length;
    Tensor sum = null;
    for (int t = 0; t < taps.indices().length; t++) {
      Tensor part = torch.index_select(x, axis, Tensor.create(taps.indices()[t]));
      if (taps.indices().length > 1) {
        Tensor weights = Tensor.create(taps.weights()[t], shape).to(x.scalar_type());
        part = part.mul(squared ? weights.square() : weights);
      }
      sum = sum == null ? part : sum.add(part);
    }
    return Objects.requireNonNull(sum);
  }
}
