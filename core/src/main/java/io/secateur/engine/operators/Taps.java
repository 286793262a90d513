package io.secateur.engine.operators;

import io.secateur.model.UnusableException;

/**
 * Of which indices each index of a resized axis is a weighted sum.
 *
 * <p>In single precision, as runtimes do it: which neighbour is the nearest depends on it.
 *
 * @param indices (taps, output)
 * @param weights (taps, output)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Taps(long[][] indices, float[][] weights) {

  /**
   * @param old whether the node is from before opset 11, when there was one way
   * @param in how long the axis is
   * @param out how long it becomes
   */
  static Taps of(Step step, boolean old, long in, long out, float scale) {
    String mode = step.attributes().text("mode", "nearest");
    String place =
        old ? "asymmetric" : step.attributes().text("coordinate_transformation_mode", "half_pixel");
    int count = mode.equals("nearest") ? 1 : mode.equals("cubic") ? 4 : 2;
    Taps taps = new Taps(new long[count][(int) out], new float[count][(int) out]);
    for (int i = 0; i < out; i++) {
      float at = at(step, place, i, in, out, scale);
      switch (mode) {
        case "nearest" -> {
          String nearest = step.attributes().text("nearest_mode", "round_prefer_floor");
          taps.set(0, i, nearest(old ? (scale < 1 ? "ceil" : "floor") : nearest, at), in, 1);
        }
        case "linear", "bilinear", "trilinear" -> taps.linear(i, at, in);
        case "cubic" -> taps.cubic(step, i, at, in);
        default ->
            throw new UnusableException(
                step.node() + ": it resizes by '" + mode + "', which is not supported");
      }
    }
    return taps;
  }

  /** Where an index of the output lies among the input's. */
  private static float at(Step step, String place, int i, long in, long out, float scale) {
    return switch (place) {
      case "half_pixel" -> (i + 0.5f) / scale - 0.5f;
      case "pytorch_half_pixel" -> out > 1 ? (i + 0.5f) / scale - 0.5f : 0;
      case "tf_half_pixel_for_nn" -> (i + 0.5f) / scale;
      case "asymmetric" -> i / scale;
      case "align_corners" -> out == 1 ? 0 : (float) i * (in - 1) / (out - 1);
      case "half_pixel_symmetric" -> {
        float whole = out / (scale * in);
        yield in / 2f * (1 - whole) + (i + 0.5f) / scale - 0.5f;
      }
      default ->
          throw new UnusableException(
              step.node() + ": it places elements by '" + place + "', which is not supported");
    };
  }

  private static long nearest(String how, float at) {
    return switch (how) {
      case "floor" -> (long) Math.floor(at);
      case "ceil" -> (long) Math.ceil(at);
      case "round_prefer_ceil" -> (long) Math.floor(at + 0.5f);
      default -> (long) Math.ceil(at - 0.5f);
    };
  }

  private void set(int tap, int i, long index, long in, float weight) {
    indices[tap][i] = Math.max(0, Math.min(in - 1, index));
    weights[tap][i] = weight;
  }

  private void linear(int i, float at, long in) {
    float within = Math.max(0, Math.min(at, (float) in - 1));
    long first = (long) within;
    set(0, i, first, in, 1 - (within - first));
    set(1, i, first + 1, in, within - first);
  }

  /** Keys' cubic convolution. */
  private void cubic(Step step, int i, float at, long in) {
    float a = (float) step.attributes().real("cubic_coeff_a", -0.75);
    boolean inside = step.attributes().integer("exclude_outside", 0) != 0;
    long first = (long) Math.floor(at) - 1;
    float[] w = new float[4];
    float total = 0;
    for (int t = 0; t < 4; t++) {
      float d = Math.abs(at - (first + t));
      boolean out = first + t < 0 || first + t >= in;
      w[t] =
          inside && out
              ? 0
              : d <= 1
                  ? ((a + 2) * d - (a + 3)) * d * d + 1
                  : ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
      total += w[t];
    }
    for (int t = 0; t < 4; t++) {
      set(t, i, first + t, in, inside ? w[t] / total : w[t]);
    }
  }
}
