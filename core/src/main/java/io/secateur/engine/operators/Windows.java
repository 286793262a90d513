package io.secateur.engine.operators;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How a window moves over space: kernel, strides, dilations and padding, by ONNX's rules.
 *
 * @param pads elements added before each axis, then after each
 */
record Windows(long[] kernel, long[] strides, long[] dilations, long[] pads, boolean ceil) {

  /** Reads the attributes of a convolution or pooling over x (batch, channels, space...). */
  static Windows of(Step step, Tensor x, long[] kernelShape) {
    int space = (int) x.dim() - 2;
    long[] kernel = step.attributes().integers("kernel_shape", kernelShape);
    long[] strides = step.attributes().integers("strides", ones(space));
    long[] dilations = step.attributes().integers("dilations", ones(space));
    long[] pads = step.attributes().integers("pads", new long[2 * space]);
    boolean ceil = step.attributes().integer("ceil_mode", 0) != 0;
    String auto = step.attributes().text("auto_pad", "NOTSET");
    if (auto.equals("VALID")) {
      pads = new long[2 * space];
    } else if (auto.startsWith("SAME")) {
      pads = new long[2 * space];
      for (int a = 0; a < space; a++) {
        long in = x.size(a + 2);
        long out = (in + strides[a] - 1) / strides[a];
        long reach = (kernel[a] - 1) * dilations[a] + 1;
        long total = Math.max(0, (out - 1) * strides[a] + reach - in);
        long small = total / 2;
        pads[a] = auto.equals("SAME_UPPER") ? small : total - small;
        pads[a + space] = total - pads[a];
      }
    }
    return new Windows(kernel, strides, dilations, pads, ceil);
  }

  private static long[] ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  int space() {
    return kernel.length;
  }

  /**
   * Padding that is the same before and after each axis, which libtorch applies by itself; else
   * null-like empty.
   */
  boolean isSymmetric() {
    for (int a = 0; a < space(); a++) {
      if (pads[a] != pads[a + space()]) {
        return false;
      }
    }
    return true;
  }

  /** The padding before each axis. */
  long[] before() {
    return Arrays.copyOf(pads, space());
  }

  /** x with the padding put on, filled with a value. */
  Tensor pad(Tensor x, double value) {
    return extend(x, pads, value);
  }

  /** x with elements added around its spatial axes. */
  static Tensor extend(Tensor x, long[] pads, double value) {
    int space = pads.length / 2;
    long[] reversed = new long[2 * space]; // libtorch counts from the last axis
    for (int a = 0; a < space; a++) {
      reversed[2 * (space - 1 - a)] = pads[a];
      reversed[2 * (space - 1 - a) + 1] = pads[a + space];
    }
    return torch.constant_pad_nd(x, reversed, new Scalar(value));
  }

  /**
   * Elements to add after each axis so that windows which a rounded-up output needs are whole; a
   * window must begin inside the input or its first padding.
   */
  long[] overhang(Tensor x) {
    long[] more = new long[2 * space()];
    for (int a = 0; a < space() && ceil; a++) {
      long in = x.size(a + 2) + pads[a] + pads[a + space()];
      long reach = (kernel[a] - 1) * dilations[a] + 1;
      long out = (in - reach + strides[a] - 1) / strides[a] + 1;
      if ((out - 1) * strides[a] >= x.size(a + 2) + pads[a]) {
        out--;
      }
      more[a + space()] = Math.max(0, (out - 1) * strides[a] + reach - in);
    }
    return more;
  }
}
