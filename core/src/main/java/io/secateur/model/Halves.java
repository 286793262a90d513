package io.secateur.model;

/** IEEE 754 half-precision numbers (Java 17 has no conversion of its own). */
final class Halves {
  private Halves() {}

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) { // zero and subnormals: fraction x 2^-24
      return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 0x3f800000));
    }
    int bits = exponent == 31 ? 0x7f800000 : (exponent + 112) << 23;
    return Float.intBitsToFloat(sign | bits | (fraction << 13));
  }
}
