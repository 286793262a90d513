package io.secateur.engine.operators;

import io.secateur.model.UnusableException;
import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Between real numbers and integers that stand for them. Scale and zero point are one for all, one
 * for each index of an axis, or one for each block of it.
 */
final class Quantization {
  private Quantization() {}

  /** (x − zero) · scale. */
  static Tensor dequantize(Step step) {
    Tensor scale = step.in(1);
    Tensor x = step.in(0).to(ScalarType.Double);
    Tensor centred = step.has(2) ? x.sub(spread(step, step.in(2))) : x;
    return centred.to(scale.scalar_type()).mul(spread(step, scale));
  }

  /** round(x / scale) + zero, as far as the type reaches; halves go to the even number. */
  static Tensor quantize(Step step) {
    if (step.wanted()[0]) {
      throw new UnusableException(
          step.node()
              + ": it rounds, and derivatives of a rounded number say nothing; rank by brute-force or"
              + " magnitude");
    }
    int number = (int) step.attributes().integer("output_dtype", 2);
    ScalarType type =
        step.has(2)
            ? step.in(2).scalar_type()
            : Casting.type(step.node(), number == 0 ? 2 : number);
    Tensor rounded = torch.round(step.in(0).div(spread(step, step.in(1))));
    Tensor y = step.has(2) ? rounded.add(spread(step, step.in(2))) : rounded;
    double low =
        switch (type.intern()) {
          case Char -> Byte.MIN_VALUE;
          case Short -> Short.MIN_VALUE;
          default -> 0;
        };
    double high =
        switch (type.intern()) {
          case Char -> Byte.MAX_VALUE;
          case Short -> Short.MAX_VALUE;
          case Byte -> 255;
          default ->
              throw new UnusableException(
                  step.node() + ": it quantizes to " + type + ", which is not supported");
        };
    return torch
        .clamp(y, new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)))
        .to(type);
  }

  private static Tensor spread(Step step, Tensor parameter) {
    Tensor x = step.in(0);
    if (parameter.numel() == 1) {
      return torch.reshape(parameter, new long[0]);
    }
    int axis = Step.axis(step.attributes().integer("axis", 1), x.dim());
    long block = step.attributes().integer("block_size", 0);
    if (block > 0) {
      LongOptional along = new LongOptional(axis);
      Tensor each = parameter.repeat_interleave(block, along, new LongOptional());
      return each.narrow(axis, 0, x.size(axis));
    }
    long[] shape = new long[(int) x.dim()];
    Arrays.fill(shape, 1);
    shape[axis] = parameter.numel();
    return torch.reshape(parameter, shape);
  }
}
