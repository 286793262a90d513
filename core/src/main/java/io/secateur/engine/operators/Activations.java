package io.secateur.engine.operators;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Element-wise functions that take more than a line. */
final class Activations {
  private Activations() {}

  /** gamma (x if x > 0 else alpha (eˣ − 1)). */
  static Tensor selu(Step step) {
    double alpha = step.attributes().real("alpha", 1.6732632f);
    double gamma = step.attributes().real("gamma", 1.050701f);
    return torch.elu(step.in(0), new Scalar(alpha), new Scalar(gamma), new Scalar(1.0));
  }

  /** max(0, min(1, alpha x + beta)). */
  static Tensor hardSigmoid(Step step) {
    Scalar alpha = new Scalar(step.attributes().real("alpha", 0.2));
    Scalar beta = new Scalar(step.attributes().real("beta", 0.5));
    return clamp(step.in(0).mul(alpha).add(beta), 0, 1);
  }

  /** Bounds from inputs (opset 11 on) or attributes; either may be left out. */
  static Tensor clip(Step step) {
    double min = step.number(1, step.attributes().real("min", Double.NEGATIVE_INFINITY));
    double max = step.number(2, step.attributes().real("max", Double.POSITIVE_INFINITY));
    return clamp(step.in(0), min, max);
  }

  private static Tensor clamp(Tensor x, double min, double max) {
    return torch.clamp(x, new ScalarOptional(new Scalar(min)), new ScalarOptional(new Scalar(max)));
  }

  /** x if x > 0 else slope x, the slope broadcast to x. */
  static Tensor prelu(Step step) {
    Tensor x = step.in(0);
    return torch.relu(x).sub(torch.relu(torch.neg(x)).mul(step.in(1)));
  }

  /** x if x > alpha else 0. */
  static Tensor thresholdedRelu(Step step) {
    Scalar alpha = new Scalar(step.attributes().real("alpha", 1));
    return torch.threshold(step.in(0), alpha, new Scalar(0.0));
  }

  /** x sigmoid(alpha x). */
  static Tensor swish(Step step) {
    Scalar alpha = new Scalar(step.attributes().real("alpha", 1));
    return step.in(0).mul(torch.sigmoid(step.in(0).mul(alpha)));
  }

  /** What a division leaves: with the divisor's sign, or with fmod the dividend's. */
  static Tensor modulo(Step step) {
    return step.attributes().integer("fmod", 0) != 0
        ? step.in(0).fmod(step.in(1))
        : step.in(0).remainder(step.in(1));
  }

  /** Integers are divided as ONNX asks, towards zero. */
  static Tensor divide(Step step) {
    Tensor a = step.in(0);
    Tensor b = step.in(1);
    return a.is_floating_point() ? a.div(b) : a.sub(a.fmod(b)).floor_divide(b);
  }

  /** Whether all numbers are the same. */
  static boolean constant(long[] numbers, long value) {
    return Arrays.stream(numbers).allMatch(n -> n == value);
  }
}
