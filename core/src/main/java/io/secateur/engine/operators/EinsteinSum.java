package io.secateur.engine.operators;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Products over letters, summed over those that the output lacks. */
final class EinsteinSum implements Operator {
  @Override
  public Tensor[] run(Step step) {
    TensorVector operands = new TensorVector();
    for (int i = 0; i < step.inputs().length; i++) {
      operands.push_back(step.in(i));
    }
    String equation = step.attributes().text("equation", "").replace(" ", "");
    return new Tensor[] {torch.einsum(equation, operands)};
  }

  /** Of two operands, of which one holds weights, it is a linear map. */
  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    return step.inputs().length == 2
        ? new Linear(this).curvature(step, gradient, curvature)
        : Operator.super.curvature(step, gradient, curvature);
  }
}
