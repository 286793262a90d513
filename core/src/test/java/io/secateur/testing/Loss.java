package io.secateur.testing;

import io.secateur.engine.errors.BrierScore;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.SquaredError;

/**
 * An error of one sample with a label, by its formula; z are the network's last pre-activations.
 */
public enum Loss {
  /** ½ Σ (o − t)² of the outputs o = last(z), t one-hot. */
  SQUARED {
    @Override
    public double of(double[] z, Unit last, int label) {
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        double off = last.of(z[i]) - (i == label ? 1 : 0);
        sum += off * off / 2;
      }
      return sum;
    }
  },
  /** −log of the label's softmax of z. */
  CROSS_ENTROPY {
    @Override
    public double of(double[] z, Unit last, int label) {
      return -Math.log(softmax(z)[label]);
    }
  },
  /** ½ Σ (p − t)² of the softmax p of z, t one-hot. */
  BRIER {
    @Override
    public double of(double[] z, Unit last, int label) {
      double[] p = softmax(z);
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        sum += Math.pow(p[i] - (i == label ? 1 : 0), 2) / 2;
      }
      return sum;
    }
  };

  public abstract double of(double[] z, Unit last, int label);

  /** The library's name for it. */
  public ErrorMeasure measure() {
    return switch (this) {
      case SQUARED -> new SquaredError();
      case CROSS_ENTROPY -> new CrossEntropy();
      case BRIER -> new BrierScore();
    };
  }

  public static double[] softmax(double[] z) {
    double[] p = new double[z.length];
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      p[i] = Math.exp(z[i]);
      sum += p[i];
    }
    for (int i = 0; i < z.length; i++) {
      p[i] /= sum;
    }
    return p;
  }
}
