package io.secateur.engine.operators;

import io.secateur.model.UnusableException;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A product of its first two inputs, of which one holds weights; a third input is a bias.
 *
 * @param operator what it computes
 * @param factor what the product is multiplied by besides
 */
record Linear(Operator operator, ToDoubleFunction<Step> factor) implements Operator {
  Linear(Operator operator) {
    this(operator, step -> 1);
  }

  @Override
  public Tensor[] run(Step step) {
    return operator.run(step);
  }

  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    if (step.wanted()[0] && step.wanted()[1]) {
      throw new UnusableException(
          step.node()
              + ": it multiplies two values that depend on the data, and second order is defined through"
              + " linear maps only; rank by another criterion");
    }
    if (step.has(2) && step.wanted()[2]) {
      throw new UnusableException(
          step.node()
              + ": it adds a bias that depends on the data, and second order is defined through constant"
              + " ones only; rank by another criterion");
    }
    // the operator itself brings the factor once, and its square is wanted
    Tensor scaled = curvature.mul(new Scalar(factor.applyAsDouble(step)));
    return Diagonal.linear(operator, step, scaled, 1);
  }
}
