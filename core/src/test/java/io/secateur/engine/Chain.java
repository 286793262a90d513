package io.secateur.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The paper's diagonal recursion for a network that is a chain of stages, on vectors, in double
 * precision, one sample at a time.
 *
 * <p>A stage is a linear map y = J x + c, with h_x = Σ_y J_yx² h_y, or a function of each element,
 * with h_x = h_y f'² + g_y f″. A stage may be a layer's reader: what it takes are neurons' outputs
 * o, for which Σ o² h is what is asked.
 */
final class Chain {
  /** One stage at one sample: its value and how derivatives go back through it. */
  private interface Stage {
    double[] forward(double[] x);

    /** From {g, h} of y = forward(x) to {g, h} of x. */
    double[][] back(double[] x, double[] g, double[] h);
  }

  private final List<Stage> stages = new ArrayList<>();
  private final List<Integer> readers = new ArrayList<>();

  /** Says that the next stage reads neurons. */
  Chain reads() {
    readers.add(stages.size());
    return this;
  }

  /** Any function that is linear, or linear where it is: its matrix is found by trying. */
  Chain linear(UnaryOperator<double[]> f) {
    stages.add(new Linear(f));
    return this;
  }

  private record Linear(UnaryOperator<double[]> f) implements Stage {
    @Override
    public double[] forward(double[] x) {
      return f.apply(x);
    }

    @Override
    public double[][] back(double[] x, double[] g, double[] h) {
      double[][] result = new double[2][x.length];
      double[] y = f.apply(x);
      double step = 1e-6; // small, so that a maximum stays with the element that it has
      for (int i = 0; i < x.length; i++) {
        double[] moved = x.clone();
        moved[i] += step;
        double[] there = f.apply(moved);
        for (int j = 0; j < y.length; j++) {
          double slope = (there[j] - y[j]) / step;
          result[0][i] += slope * g[j];
          result[1][i] += slope * slope * h[j];
        }
      }
      return result;
    }
  }

  /** A function of each element with its two derivatives. */
  Chain each(DoubleUnaryOperator f, DoubleUnaryOperator first, DoubleUnaryOperator second) {
    stages.add(
        new Stage() {
          @Override
          public double[] forward(double[] x) {
            return Naive.each(x, f);
          }

          @Override
          public double[][] back(double[] x, double[] g, double[] h) {
            double[][] result = new double[2][x.length];
            for (int i = 0; i < x.length; i++) {
              double slope = first.applyAsDouble(x[i]);
              result[0][i] = g[i] * slope;
              result[1][i] = h[i] * slope * slope + g[i] * second.applyAsDouble(x[i]);
            }
            return result;
          }
        });
    return this;
  }

  /** σ, with σ' = σ(1 − σ) and σ″ = σ'(1 − 2σ). */
  Chain sigmoid() {
    DoubleUnaryOperator s = Naive::sigmoid;
    return each(
        s,
        x -> s.applyAsDouble(x) * (1 - s.applyAsDouble(x)),
        x -> s.applyAsDouble(x) * (1 - s.applyAsDouble(x)) * (1 - 2 * s.applyAsDouble(x)));
  }

  /** tanh, with 1 − tanh² and −2 tanh (1 − tanh²). */
  Chain tanh() {
    return each(
        Math::tanh,
        x -> 1 - Math.tanh(x) * Math.tanh(x),
        x -> -2 * Math.tanh(x) * (1 - Math.tanh(x) * Math.tanh(x)));
  }

  Chain dense(double[] w, double[] b) {
    return linear(x -> Naive.dense(x, w, b));
  }

  /**
   * o² ∂²E/∂o² of every element that a reader takes, readers in their order, for E = ½ Σ (output −
   * target)².
   */
  List<double[]> secondOrder(double[] sample, double[] target) {
    List<double[]> inputs = new ArrayList<>(List.of(sample));
    for (Stage stage : stages) {
      inputs.add(stage.forward(inputs.get(inputs.size() - 1)));
    }
    double[] output = inputs.get(stages.size());
    double[] g = new double[output.length];
    double[] h = new double[output.length];
    for (int k = 0; k < output.length; k++) {
      g[k] = output[k] - target[k];
      h[k] = 1;
    }
    List<double[]> found = new ArrayList<>();
    for (int s = stages.size() - 1; s >= 0; s--) {
      double[] x = inputs.get(s);
      double[][] back = stages.get(s).back(x, g, h);
      g = back[0];
      h = back[1];
      if (readers.contains(s)) {
        double[] of = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          of[i] = x[i] * x[i] * h[i];
        }
        found.add(0, of);
      }
    }
    return found;
  }
}
