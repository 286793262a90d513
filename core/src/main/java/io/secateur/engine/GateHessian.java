package io.secateur.engine;

import io.secateur.engine.operators.Autograd;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/**
 * The diagonal of ∂²E/∂α² by products of the Hessian with vectors, each of which is one more
 * differentiation of the slope (Pearlmutter 1994).
 */
final class GateHessian {
  private final int[] neurons;
  private final double[] first;

  GateHessian(int... neurons) {
    this.neurons = neurons;
    this.first = new double[neurons.length];
  }

  /** ∂E/∂α of all that was added. */
  double[] first() {
    return first;
  }

  /**
   * Adds the exact diagonal: for each neuron the product with its unit vector.
   *
   * @param each E_b (batch)
   * @param second where to add it, in the neurons' order
   */
  void exact(SampleGates pass, Tensor each, double[] second) {
    Tensor slope = pass.total(each, true); // (neurons)
    double[] found = Bridge.doubles(slope);
    for (int i = 0; i < neurons.length; i++) {
      int place = i;
      int k = neurons[i];
      first[place] += found[k];
      Scopes.run(
          () -> {
            Tensor of = Autograd.on(() -> slope.select(0, k).reshape(1));
            second[place] += Bridge.doubles(pass.total(of, false))[k];
          });
    }
  }

  /**
   * Adds Hutchinson's (1990) estimates: with v random signs of their own for each sample, v ∘ H_b v
   * has the diagonal of H_b as its mean.
   *
   * @param each E_b (batch)
   * @param numbers of the samples in the data, which with the seed decide their signs
   * @param draws one row of sums for each draw, in the neurons' order
   */
  void sampled(SampleGates pass, Tensor each, int[] numbers, long seed, double[][] draws) {
    Tensor slopes = pass.derivative(each, true); // (batch, neurons)
    double[] total = Bridge.doubles(slopes.sum(0));
    for (int i = 0; i < neurons.length; i++) {
      first[i] += total[neurons[i]];
    }
    for (int d = 0; d < draws.length; d++) {
      int draw = d;
      Scopes.run(
          () -> {
            double[] signs = signs(total.length, numbers, seed, draw);
            Tensor v = Tensor.create(signs, numbers.length, total.length);
            Tensor product = pass.derivative(SampleGates.along(slopes, v), false);
            double[] sums = Bridge.doubles(product.mul(v).sum(0));
            Arrays.setAll(draws[draw], i -> draws[draw][i] + sums[neurons[i]]);
          });
    }
  }

  /** Rows of ±1 for the neurons that are asked for, and 0 for the others (samples, gates). */
  private double[] signs(int gates, int[] numbers, long seed, int draw) {
    double[] signs = new double[numbers.length * gates];
    for (int b = 0; b < numbers.length; b++) {
      SplittableRandom random =
          new SplittableRandom(new SplittableRandom(seed + numbers[b]).nextLong() + draw);
      for (int k : neurons) {
        signs[b * gates + k] = random.nextBoolean() ? 1 : -1;
      }
    }
    return signs;
  }
}
