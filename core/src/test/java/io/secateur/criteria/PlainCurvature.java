package io.secateur.criteria;

import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;

/**
 * Derivatives in the gates of a network in plain loops, all from differences in double precision.
 * First ones have a step of 1e-6, within which hardly ever a ReLU turns, and err by about 1e-10 of
 * what they are of; second ones have a step of 1e-4, and err by about 1e-8.
 */
final class PlainCurvature {
  private static final double STEP = 1e-6;
  private static final double SECOND_STEP = 1e-4;

  /** The error of one sample, of its last pre-activations. */
  @FunctionalInterface
  interface OfZ {
    double of(double[] z, int sample);
  }

  /** A function of one number. */
  @FunctionalInterface
  private interface Line {
    double at(double t);
  }

  private final PlainMlp net;
  private final Samples samples;
  private final OfZ error;

  PlainCurvature(PlainMlp net, Samples samples, OfZ error) {
    this.net = net;
    this.samples = samples;
    this.error = error;
  }

  private static double slope(double h, Line f) {
    return (f.at(-2 * h) - 8 * f.at(-h) + 8 * f.at(h) - f.at(2 * h)) / (12 * h);
  }

  private static double bend(Line f) {
    double h = SECOND_STEP;
    return (-f.at(-2 * h) + 16 * f.at(-h) - 30 * f.at(0) + 16 * f.at(h) - f.at(2 * h))
        / (12 * h * h);
  }

  private double[] z(int sample, double[] gates, int k, double by) {
    double[] moved = gates.clone();
    moved[k] += by;
    return net.run(samples.row(sample), moved).lastZ();
  }

  /** ∂E_b/∂α (samples, neurons). */
  double[][] slopes(double... gates) {
    double[][] slopes = new double[samples.size()][gates.length];
    for (int b = 0; b < slopes.length; b++) {
      for (int k = 0; k < gates.length; k++) {
        int sample = b;
        int neuron = k;
        slopes[b][k] = slope(STEP, t -> error.of(z(sample, gates, neuron, t), sample));
      }
    }
    return slopes;
  }

  /** Σ_b ∂²E_b/∂α² (neurons). */
  double[] bends(double... gates) {
    double[] bends = new double[gates.length];
    for (int b = 0; b < samples.size(); b++) {
      for (int k = 0; k < gates.length; k++) {
        int sample = b;
        int neuron = k;
        bends[k] += bend(t -> error.of(z(sample, gates, neuron, t), sample));
      }
    }
    return bends;
  }

  /** Σ_b J_bᵀ H_b J_b (neurons, neurons). */
  double[][] gaussNewton(double... gates) {
    int n = gates.length;
    double[][] sum = new double[n][n];
    for (int b = 0; b < samples.size(); b++) {
      double[][] jacobian = jacobian(b, gates);
      double[][] hessian = hessian(b, net.run(samples.row(b), gates).lastZ());
      for (int i = 0; i < hessian.length; i++) {
        for (int j = 0; j < hessian.length; j++) {
          for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
              sum[k][l] += jacobian[i][k] * hessian[i][j] * jacobian[j][l];
            }
          }
        }
      }
    }
    return sum;
  }

  /** ∂z_i/∂α_k. */
  private double[][] jacobian(int sample, double... gates) {
    double[][] jacobian = new double[net.biases()[net.biases().length - 1].length][gates.length];
    for (int i = 0; i < jacobian.length; i++) {
      for (int k = 0; k < gates.length; k++) {
        int output = i;
        int neuron = k;
        jacobian[i][k] = slope(STEP, t -> z(sample, gates, neuron, t)[output]);
      }
    }
    return jacobian;
  }

  /** ∂²E_b/∂z_i∂z_j: differences of differences. */
  private double[][] hessian(int sample, double... z) {
    double[][] hessian = new double[z.length][z.length];
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < z.length; j++) {
        int row = i;
        int column = j;
        hessian[i][j] =
            slope(
                SECOND_STEP,
                s ->
                    slope(
                        SECOND_STEP,
                        t -> {
                          double[] moved = z.clone();
                          moved[row] += s;
                          moved[column] += t;
                          return error.of(moved, sample);
                        }));
      }
    }
    return hessian;
  }
}
