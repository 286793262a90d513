package io.secateur.engine.kernels;

/**
 * Polynomials for exp and log in single precision, after Moshier's Cephes library, evaluated with
 * fused multiply-adds; both are within two units in the last place over the ranges used here. And
 * one for eˣ − 1 where x is small.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // digits as published
final class Coefficients {
  static final float LOG2E = 1.44269504088896341f;

  /** Adding it rounds to an integer and leaves that integer in the low bits. */
  static final float ROUND = 12582912f;

  /** ln 2 in two parts, the first with zeros at its end so that its multiples are exact. */
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;

  static final float E0 = 1.9875691500e-4f;
  static final float E1 = 1.3981999507e-3f;
  static final float E2 = 8.3334519073e-3f;
  static final float E3 = 4.1665795894e-2f;
  static final float E4 = 1.6666665459e-1f;
  static final float E5 = 5.0000001201e-1f;

  /**
   * Up to here x + x² q(x) is within 1.3e-7 of eˣ − 1, relatively; q was fitted to make that least.
   */
  static final float EXPM1_BOUND = 0.5f;

  static final float Q0 = 0.4999998211860657f;
  static final float Q1 = 0.1666613519191742f;
  static final float Q2 = 0.04166897013783455f;
  static final float Q3 = 0.008402393199503422f;
  static final float Q4 = 0.0013875740114599466f;

  static final float L0 = 7.0376836292e-2f;
  static final float L1 = -1.1514610310e-1f;
  static final float L2 = 1.1676998740e-1f;
  static final float L3 = -1.2420140846e-1f;
  static final float L4 = 1.4249322787e-1f;
  static final float L5 = -1.6668057665e-1f;
  static final float L6 = 2.0000714765e-1f;
  static final float L7 = -2.4999993993e-1f;
  static final float L8 = 3.3333331174e-1f;

  static final float SQRT_HALF = 0.707106781186547524f;

  /** exp is asked for no more than this, below which it is 0 for every purpose here. */
  static final float EXP_BOUND = 87f;

  /** Beyond this a divergence of d is max + log Σ exp(y − max) to full precision. */
  static final float FAR = 40f;

  /**
   * Beyond this a sigmoid is 0 or 1 to far below single precision, and the product of two 1 + exp
   * is finite.
   */
  static final float SIGMOID_BOUND = 40f;

  private Coefficients() {}
}
