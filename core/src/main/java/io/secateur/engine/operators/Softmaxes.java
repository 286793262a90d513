package io.secateur.engine.operators;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Softmax and LogSoftmax: over one axis, or before opset 13 over all axes from one on as if they
 * were one.
 */
final class Softmaxes {
  /** Softmax or log-softmax over one axis. */
  interface Kind {
    Tensor apply(Tensor x, long axis);
  }

  private Softmaxes() {}

  static Tensor apply(Step step, Kind kind) {
    Tensor x = step.in(0);
    if (step.opset() >= 13) {
      return kind.apply(x, step.attributes().integer("axis", -1));
    }
    int axis = Step.axis(step.attributes().integer("axis", 1), x.dim());
    Tensor flat = Reshaping.flat(x, axis);
    return torch.reshape(kind.apply(flat, 1), x.shape());
  }
}
