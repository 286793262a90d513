package io.secateur.engine.operators;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** An operator that moves elements without changing them, or picks some of them. */
record Routing(Operator operator) implements Operator {
  @Override
  public Tensor[] run(Step step) {
    return operator.run(step);
  }

  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    return Diagonal.route(operator, step, curvature);
  }
}
