package io.secateur.engine.operators;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * One number for all elements along some axes, which are an attribute or, in newer opsets, an
 * input; without them, all axes.
 */
final class Reductions {
  /** What becomes of the elements along these axes. */
  @FunctionalInterface
  interface Kind {
    Tensor apply(Tensor x, long[] axes, boolean keep);
  }

  private Reductions() {}

  static Tensor apply(Step step, Kind kind) {
    Tensor x = step.in(0);
    long[] axes = axes(step, x);
    boolean keep = step.attributes().integer("keepdims", 1) != 0;
    return axes.length == 0 ? x : kind.apply(x, axes, keep);
  }

  /** Never negative; none if nothing is to be done. */
  private static long[] axes(Step step, Tensor x) {
    long[] axes = step.integers("axes", 1);
    if (axes.length > 0) {
      return LongStream.of(axes).map(a -> Step.axis(a, x.dim())).toArray();
    }
    boolean nothing = step.attributes().integer("noop_with_empty_axes", 0) != 0;
    return nothing ? axes : LongStream.range(0, x.dim()).toArray();
  }

  static Tensor sum(Tensor x, long[] axes, boolean keep) {
    return x.sum(axes, keep, new ScalarTypeOptional(x.scalar_type()));
  }

  static Tensor mean(Tensor x, long[] axes, boolean keep) {
    return torch.mean(x, axes, keep, new ScalarTypeOptional());
  }

  static Tensor squares(Tensor x, long[] axes, boolean keep) {
    return sum(x.square(), axes, keep);
  }

  /** √Σx², with a slope of 0 where all are 0. */
  static Tensor lengths(Tensor x, long[] axes, boolean keep) {
    return torch.linalg_vector_norm(x, new Scalar(2.0), axes, keep, new ScalarTypeOptional());
  }

  static Tensor logarithms(Tensor x, long[] axes, boolean keep) {
    return torch.log(sum(x, axes, keep));
  }

  static Tensor magnitudes(Tensor x, long[] axes, boolean keep) {
    return sum(x.abs(), axes, keep);
  }

  static Tensor product(Tensor x, long[] axes, boolean keep) {
    Tensor product = x;
    for (long axis : axes) {
      product = product.prod(axis, true, new ScalarTypeOptional(x.scalar_type()));
    }
    return keep ? product : product.squeeze(axes);
  }

  /** The mean: h_x = h_y / n², which is once more by n than the way gradients go. */
  static final class Mean implements Operator {
    @Override
    public Tensor[] run(Step step) {
      return new Tensor[] {apply(step, Reductions::mean)};
    }

    @Override
    public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
      double n = (double) step.in(0).numel() / curvature.numel();
      return Diagonal.route(this, step, curvature.div(new Scalar(n)));
    }
  }
}
