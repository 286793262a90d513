package io.secateur.engine.operators;

import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** An operator that libtorch has for most nodes, and ONNX Runtime runs for the others. */
record Either(Partial own, Foreign other) implements Operator {
  /**
   * An operator that is not there for all that a node may ask.
   *
   * @param operator what it computes
   * @param runs whether it does so for this node
   */
  record Partial(Operator operator, Predicate<Step> runs) {}

  private Operator of(Step step) {
    return own.runs().test(step) ? own.operator() : other;
  }

  @Override
  public Tensor[] run(Step step) {
    return of(step).run(step);
  }

  @Override
  public @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    return of(step).curvature(step, gradient, curvature);
  }

  @Override
  public boolean keepsSamplesApart() {
    return own.operator().keepsSamplesApart();
  }

  @Override
  public void close() {
    other.close();
  }
}
