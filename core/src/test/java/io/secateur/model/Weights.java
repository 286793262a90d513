package io.secateur.model;

import java.util.Random;

/** Weights that are the same in every run. */
public final class Weights {
  private Weights() {}

  /** Numbers from a normal distribution, divided by the root of the last size. */
  public static Tensor random(long seed, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(Tensor.count(dims))];
    double scale = dims.length == 0 ? 1 : 1 / Math.sqrt((double) dims[dims.length - 1]);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * scale);
    }
    return Tensor.of(dims, values);
  }

  /** Numbers from 0.5 to 1.5, such as variances. */
  public static Tensor positive(long seed, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[Math.toIntExact(Tensor.count(dims))];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5f + random.nextFloat();
    }
    return Tensor.of(dims, values);
  }
}
