package io.secateur.engine.operators;

import io.secateur.model.UnusableException;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** What a node computes. */
@FunctionalInterface
public interface Operator extends AutoCloseable {
  /**
   * The outputs of one node, in their order; those after the first may be left out if nobody takes
   * them. May be null for outputs that the node does not name.
   */
  Tensor[] run(Step step);

  /**
   * Whether samples that lie side by side do not change each other's rows. Axes are free to be used
   * for anything, so this is not proven for each node; but where it is false, samples are never run
   * side by side.
   */
  default boolean keepsSamplesApart() {
    return true;
  }

  /** Frees what the operator holds. */
  @Override
  default void close() {}

  /**
   * The paper's diagonal second-order back-propagation through the operator: ∂²E/∂x² for each input
   * x, each shaped like x.
   *
   * @param step the node with the inputs that it had
   * @param gradient ∂E/∂y of the first output y
   * @param curvature the diagonal ∂²E/∂y² of the first output
   * @return one entry an input, null where the step does not ask for it
   */
  default @Nullable Tensor[] curvature(Step step, Tensor gradient, Tensor curvature) {
    throw new UnusableException(
        step.node()
            + ": second order is defined through linear maps, element-wise functions, pooling and"
            + " normalisation, not through this operator; rank by another criterion");
  }
}
