package io.secateur.engine.operators;

import java.util.function.Supplier;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** libtorch's automatic differentiation, switched on and off, and asked. */
public final class Autograd {
  private Autograd() {}

  /** Does something while operations are recorded. */
  public static <T> T on(Supplier<T> work) {
    return with(true, work);
  }

  /** Does something while nothing is recorded. */
  public static <T> T off(Supplier<T> work) {
    return with(false, work);
  }

  private static <T> T with(boolean mode, Supplier<T> work) {
    AutoGradMode guard = new AutoGradMode(mode);
    try {
      return work.get();
    } finally {
      guard.close(); // back to the mode before
    }
  }

  /**
   * ∂of/∂by, shaped like by; zeros where by does not matter.
   *
   * @param again whether the result is to be differentiated once more
   */
  public static Tensor derivative(Tensor of, Tensor by, boolean again) {
    Tensor d = derivatives(of, new TensorVector(by), torch.ones_like(of), again).get(0);
    return d.defined() ? d : torch.zeros_like(by);
  }

  /**
   * Σ arriving ∂of/∂by for each of several; undefined tensors where they do not matter.
   *
   * @param again whether the results are to be differentiated once more, or others are still wanted
   */
  public static TensorVector derivatives(
      Tensor of, TensorVector by, Tensor arriving, boolean again) {
    return derivatives(of, by, arriving, again, again);
  }

  /**
   * The same, after which what was recorded is still there for others.
   *
   * @param again whether the results are to be differentiated once more
   */
  public static TensorVector kept(Tensor of, TensorVector by, Tensor arriving, boolean again) {
    return derivatives(of, by, arriving, true, again);
  }

  private static TensorVector derivatives(
      Tensor of, TensorVector by, Tensor arriving, boolean keep, boolean again) {
    return on(
        () ->
            torch.grad(
                new TensorVector(of),
                by,
                new TensorVector(arriving),
                new BoolOptional(keep),
                again,
                true));
  }
}
