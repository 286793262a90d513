package io.secateur.engine.operators;

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
    Tensor padded = symmetric ? x : windows.pad(x, 0);
    long groups = step.attributes().integer("group", 1);
    // oneDNN, channels last, computes several outputs of one channel wrong on some processors
    boolean isSpread = w.size(1) == 1 && w.size(0) > groups;
    return torch.convolution(
        isSpread ? padded.contiguous() : padded,
        w,
        step.has(2) ? new TensorOptional(step.in(2)) : new TensorOptional(),
        windows.strides(),
        symmetric ? windows.before() : new long[windows.space()],
        windows.dilations(),
        false,
        new long[windows.space()],
        groups);
  }

  /**
   * Spreads each element by the kernel: x (batch, in, space...), w (in, out / group, kernel...), b
   * (out) -> (batch, out, space...). Padding cuts off what lies outside.
   */
  static Tensor transposedConvolution(Step step) {
    Tensor x = step.in(0);
    Tensor w = step.in(1);
    Windows windows = Windows.of(step, x, Arrays.copyOfRange(w.shape(), 2, (int) w.dim()));
    Tensor whole =
        torch.convolution(
            x,
            w,
            new TensorOptional(),
            windows.strides(),
            new long[windows.space()],
            windows.dilations(),
            true,
            step.attributes().integers("output_padding", new long[windows.space()]),
            step.attributes().integer("group", 1));
    long[] pads = padsByOutput(step, x, whole, windows);
    Tensor cut = Windows.extend(whole, Arrays.stream(pads).map(p -> -p).toArray(), 0);
    return step.has(2) ? cut.add(Normalizations.along(step.in(2), cut)) : cut;
  }

  /** What is cut off where the size of the output is given; else what the node says. */
  private static long[] padsByOutput(Step step, Tensor x, Tensor whole, Windows windows) {
    String auto = step.attributes().text("auto_pad", "NOTSET");
    long[] sizes = step.attributes().integers("output_shape");
    int space = windows.space();
    if (sizes.length == 0 && !auto.startsWith("SAME")) {
      return windows.pads();
    }
    long[] pads = new long[2 * space];
    for (int a = 0; a < space; a++) {
      long size =
          sizes.length > 0 ? sizes[sizes.length - space + a] : x.size(a + 2) * windows.strides()[a];
      long total = whole.size(a + 2) - size;
      long before =
          auto.equals("SAME_UPPER")
              ? Math.max(0, total) / 2
              : Math.max(0, total) - Math.max(0, total) / 2;
      pads[a] = before;
      pads[a + space] = total - before;
    }
    return pads;
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
