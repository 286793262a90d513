package io.secateur.engine.operators;

import io.secateur.model.UnusableException;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Convolutions and general matrix products. */
final class Products {
  private Products() {}

  /** x (batch, in, space...), w (out, in / group, kernel...), b (out) -> (batch, out, space...). */
  static Tensor convolution(Step step) {
    Tensor x = step.in(0);
    Tensor w = step.in(1);
    long[] kernel = Arrays.copyOfRange(w.shape(), 2, (int) w.dim());
    Windows windows = Windows.of(step, x, kernel);
    boolean symmetric = windows.isSymmetric();
    return torch.convolution(
        symmetric ? x : windows.pad(x, 0),
        w,
        step.has(2) ? new TensorOptional(step.in(2)) : new TensorOptional(),
        windows.strides(),
        symmetric ? windows.before() : new long[windows.space()],
        windows.dilations(),
        false,
        new long[windows.space()],
        step.attributes().integer("group", 1));
  }

  /**
   * Spreads each element by the kernel: x (batch, in, space...), w (in, out / group, kernel...), b
   * (out) -> (batch, out, space...). Padding cuts off what lies outside.
   */
  static Tensor transposedConvolution(Step step) {
    Tensor x = step.in(0);
    Tensor w = step.in(1);
    String auto = step.attributes().text("auto_pad", "NOTSET");
    if (step.attributes().has("output_shape") || auto.startsWith("SAME")) {
      throw new UnusableException(
          step.node()
              + ": its padding follows from the size of its output, which is not supported; export"
              + " the model with explicit pads");
    }
    Windows windows = Windows.of(step, x, Arrays.copyOfRange(w.shape(), 2, (int) w.dim()));
    Tensor whole =
        torch.convolution(
            x,
            w,
            step.has(2) ? new TensorOptional(step.in(2)) : new TensorOptional(),
            windows.strides(),
            new long[windows.space()],
            windows.dilations(),
            true,
            step.attributes().integers("output_padding", new long[windows.space()]),
            step.attributes().integer("group", 1));
    return Windows.extend(whole, Arrays.stream(windows.pads()).map(p -> -p).toArray(), 0);
  }

  /** alpha a b + beta c, a and b possibly stored transposed. */
  static Tensor gemm(Step step) {
    Tensor a = step.attributes().integer("transA", 0) != 0 ? step.in(0).t() : step.in(0);
    Tensor b = step.attributes().integer("transB", 0) != 0 ? step.in(1).t() : step.in(1);
    double alpha = step.attributes().real("alpha", 1);
    double beta = step.attributes().real("beta", 1);
    if (step.has(2)) {
      return torch.addmm(step.in(2), a, b, new Scalar(beta), new Scalar(alpha));
    }
    Tensor product = torch.matmul(a, b);
    return alpha == 1 ? product : product.mul(new Scalar(alpha));
  }
}
