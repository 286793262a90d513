package io.secateur.study.shapes;

import java.util.Random;

/**
 * A random shape: star-shaped around the middle, with the border
 *
 * <pre>r(θ) = 0.6 (1 + Σ_h a_h cos(h θ + φ_h)),  h = 2 .. 5,  0 <= a_h < 0.15</pre>
 *
 * which stays between 0.24 and 0.96. It stands for the paper's random shape: bays and bulges enough
 * to need more than a few neurons.
 */
public final class Blob implements Shape {
  private static final double MEAN_RADIUS = 0.6;
  private static final double LARGEST_AMPLITUDE = 0.15;
  private static final int FIRST_HARMONIC = 2;
  private static final int HARMONICS = 4;

  private final double[] amplitudes = new double[HARMONICS];
  private final double[] phases = new double[HARMONICS];

  /** The shape that belongs to a seed. */
  public Blob(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < HARMONICS; i++) {
      amplitudes[i] = LARGEST_AMPLITUDE * random.nextDouble();
      phases[i] = 2 * Math.PI * random.nextDouble();
    }
  }

  /** The border's distance from the middle, in the direction of an angle in radians. */
  public double radius(double angle) {
    double sum = 1;
    for (int i = 0; i < HARMONICS; i++) {
      // StrictMath: the same shape on every machine
      sum += amplitudes[i] * StrictMath.cos((FIRST_HARMONIC + i) * angle + phases[i]);
    }
    return MEAN_RADIUS * sum;
  }

  @Override
  public boolean contains(double x, double y) {
    return Math.sqrt(x * x + y * y) <= radius(StrictMath.atan2(y, x));
  }
}
