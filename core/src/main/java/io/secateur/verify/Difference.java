package io.secateur.verify;

import io.secateur.model.Tensor;

/** How far two models are apart in one output, gathered batch by batch. */
final class Difference {
  /** An output that is nothing but noise around 0 is compared with this. */
  private static final double SMALLEST_SCALE = 1e-6;

  private double scale = SMALLEST_SCALE;
  private double largest;

  /** Takes in two tensors of one type and shape, of which the first is what is right. */
  void add(Tensor expected, Tensor found) {
    if (!expected.type().isReal()) {
      // not through doubles, which cannot tell all 64-bit integers apart
      largest = expected.bytes().equals(found.bytes()) ? largest : Double.POSITIVE_INFINITY;
      return;
    }
    int count = Math.toIntExact(expected.size());
    for (int i = 0; i < count; i++) {
      double value = expected.at(i);
      if (Double.isFinite(value)) {
        scale = Math.max(scale, Math.abs(value));
      }
      largest = Math.max(largest, distance(value, found.at(i)));
    }
  }

  private static double distance(double a, double b) {
    if (Double.compare(a, b) == 0) {
      return 0; // also two infinities, or two that are not numbers
    }
    return Double.isFinite(a) && Double.isFinite(b) ? Math.abs(a - b) : Double.POSITIVE_INFINITY;
  }

  /** The largest distance in units of the largest expected value. */
  double relative() {
    return largest / scale;
  }
}
