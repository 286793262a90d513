package io.secateur.engine.operators;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** x (batch, channels, space...) -> (batch, channels, 1...): the mean over space. */
final class GlobalAveragePool implements Operator {
  @Override
  public Tensor[] run(Step step) {
    Tensor x = step.in(0);
    return new Tensor[] {torch.mean(x, Pooling.space(x), true, new ScalarTypeOptional())};
  }

  /** h_x = h_y / n², which is once more by n than the way gradients go. */
  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    Tensor x = step.in(0);
    double n = (double) x.numel() / (x.size(0) * x.size(1));
    return Diagonal.route(this, step, curvature.div(new Scalar(n)));
  }
}
