package io.secateur.engine.operators;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * In use, not in training: y = (x − mean) / √(var + ε) · scale + bias, each (channels), x (batch,
 * channels, ...).
 */
final class BatchNormalization implements Operator {
  static boolean runs(Step step) {
    return step.attributes().integer("training_mode", 0) == 0;
  }

  @Override
  public Tensor[] run(Step step) {
    Tensor factor = factor(step);
    Tensor offset = step.in(2).sub(step.in(3).mul(factor));
    Tensor x = step.in(0);
    return new Tensor[] {
      x.mul(Normalizations.along(factor, x)).add(Normalizations.along(offset, x))
    };
  }

  /** The factor is constant: h_x = h_y · factor². */
  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    @Nullable Tensor[] result = new @Nullable Tensor[step.inputs().length];
    result[0] = curvature.mul(Normalizations.along(factor(step), step.in(0)).square());
    return result;
  }

  private static Tensor factor(Step step) {
    Scalar epsilon = new Scalar(step.attributes().real("epsilon", 1e-5));
    return step.in(1).mul(torch.rsqrt(step.in(4).add(epsilon)));
  }
}
