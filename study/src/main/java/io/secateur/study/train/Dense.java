package io.secateur.study.train;

import io.secateur.model.Tensor;
import java.util.Random;

/**
 * The weights of one layer, z = W x + b.
 *
 * @param weight (out, in)
 * @param bias (out)
 */
public record Dense(Tensor weight, Tensor bias) {
  /**
   * First weights: uniform within ±gain √(6 / (in + out)) (Glorot and Bengio 2010, for gain 1),
   * biases 0. Drawn by Java's own generator, which is the same everywhere.
   */
  static Dense random(int in, int out, double gain, Random random) {
    double bound = gain * Math.sqrt(6.0 / (in + out));
    float[] weight = new float[Math.multiplyExact(in, out)];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return new Dense(Tensor.of(new long[] {out, in}, weight), zeros(out));
  }

  private static Tensor zeros(int out) {
    return Tensor.of(new long[] {out}, new float[out]);
  }
}
