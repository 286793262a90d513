package io.secateur.engine.operators;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that make elements from nothing but numbers. */
final class Filling {
  private Filling() {}

  /** The shape that the input gives, filled with the attribute's one element; without it, 0. */
  static Tensor constantOfShape(Step step) {
    io.secateur.model.Tensor value = step.attributes().tensor("value");
    ScalarType type =
        value == null ? ScalarType.Float : Casting.type(step.node(), value.type().number());
    Scalar scalar;
    if (value == null) {
      scalar = new Scalar(0.0);
    } else if (value.type().isReal()) {
      scalar = new Scalar(value.at(0));
    } else {
      scalar = new Scalar(value.longs()[0]);
    }
    return torch.full(step.longs(0), scalar, new TensorOptions(type));
  }
}
