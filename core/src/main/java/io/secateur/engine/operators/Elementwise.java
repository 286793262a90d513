package io.secateur.engine.operators;

import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A function of one element, or of elements at the same place. */
record Elementwise(Function<Step, Tensor> function) implements Operator {
  @Override
  public Tensor[] run(Step step) {
    return new Tensor[] {function.apply(step)};
  }

  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    return Diagonal.elementwise(this, step, gradient, curvature);
  }
}
