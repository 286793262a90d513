package io.secateur.engine.operators;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** (x − mean) / √(variance + ε) · scale + bias, with mean and variance of each sample's own. */
final class Normalizations {
  private Normalizations() {}

  /** Over all axes from one on; scale and bias lie on those. */
  static Tensor layer(Step step) {
    Tensor x = step.in(0);
    int axis = Step.axis(step.attributes().integer("axis", -1), x.dim());
    Tensor scaled = normal(step, x, axis).mul(step.in(1));
    return step.has(2) ? scaled.add(step.in(2)) : scaled;
  }

  /** x (batch, channels, space...), over space; scale and bias (channels). */
  static Tensor instance(Step step) {
    Tensor x = step.in(0);
    return normal(step, x, 2).mul(along(step.in(1), x)).add(along(step.in(2), x));
  }

  /**
   * x (batch, channels, space...), over groups of neighbouring channels and space; scale and bias
   * (groups), or from opset 21 on (channels).
   */
  static Tensor group(Step step) {
    Tensor x = step.in(0);
    long groups = step.attributes().integer("num_groups", 1);
    Tensor rows = torch.reshape(x, x.size(0), groups, -1);
    Tensor normal = torch.reshape(normal(step, rows, 2), x.shape());
    Tensor scale = channels(step.in(1), x);
    return normal.mul(scale).add(channels(step.in(2), x));
  }

  private static Tensor channels(Tensor parameter, Tensor x) {
    long repeats = x.size(1) / parameter.numel();
    return along(parameter.repeat_interleave(repeats), x);
  }

  private static Tensor normal(Step step, Tensor x, int axis) {
    long[] axes = LongStream.range(axis, x.dim()).toArray();
    Tensor apart = x.sub(Reductions.mean(x, axes, true));
    Tensor variance = Reductions.mean(apart.square(), axes, true);
    Scalar epsilon = new Scalar(step.attributes().real("epsilon", 1e-5));
    return apart.mul(torch.rsqrt(variance.add(epsilon)));
  }

  /** (channels) -> (1, channels, 1...), as x has it. */
  static Tensor along(Tensor channels, Tensor x) {
    long[] shape = new long[(int) x.dim()];
    Arrays.fill(shape, 1);
    shape[shape.length > 1 ? 1 : 0] = channels.numel();
    return torch.reshape(channels, shape);
  }
}
