package io.secateur.engine;

import io.secateur.engine.repair.Repair;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Repair of a multilayer perceptron by normal equations, in loops over doubles; gone neurons are
 * told it in their order.
 */
final class PlainRepair {
  private final Repair how;
  private final Samples samples;
  private PlainMlp mlp;
  private final double[] gates;
  private final double[] ridges; // by hidden layer; 0 where what it gives has changed since

  PlainRepair(PlainMlp mlp, Repair how, Samples samples) {
    this.mlp = mlp;
    this.how = how;
    this.samples = samples;
    this.gates = mlp.open();
    this.ridges = new double[mlp.weights().length - 1];
  }

  /** The error as the network now is. */
  double error(Loss loss) {
    return mlp.error(loss, samples, gates);
  }

  /** The error without a neuron besides. */
  double error(Loss loss, int neuron) {
    double[] without = gates.clone();
    without[neuron] = 0;
    return repaired(neuron).error(loss, samples, without);
  }

  /** Removes a neuron. */
  void close(int neuron) {
    mlp = repaired(neuron);
    gates[neuron] = 0;
    for (int l = mlp.layer(neuron) + 1; l < ridges.length; l++) {
      ridges[l] = 0;
    }
  }

  private PlainMlp repaired(int neuron) {
    int layer = mlp.layer(neuron);
    int own = neuron - mlp.first(layer);
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < mlp.weights()[layer].length; i++) {
      if (i != own && gates[mlp.first(layer) + i] != 0) {
        others.add(i);
      }
    }
    double[][] rows = new double[samples.size()][];
    double[] target = new double[samples.size()];
    for (int s = 0; s < rows.length; s++) {
      double[] o = mlp.run(samples.row(s), gates).o()[layer + 1];
      rows[s] = others.stream().mapToDouble(i -> o[i]).toArray();
      target[s] = o[own];
    }
    if (ridges[layer] == 0) {
      ridges[layer] = ridge(rows, target);
    }
    double[] share =
        how == Repair.MEAN ? mean(others.size(), target) : regression(ridges[layer], rows, target);
    return said(layer + 1, own, others, share);
  }

  private static double[] mean(int others, double... target) {
    double[] share = new double[others + 1];
    share[others] = Arrays.stream(target).average().orElseThrow();
    return share;
  }

  /** 1e-3 of the mean over all that are left, the target among them, of Σ x². */
  static double ridge(double[][] rows, double... target) {
    double sum = 0;
    for (int s = 0; s < rows.length; s++) {
      sum += target[s] * target[s];
      for (double x : rows[s]) {
        sum += x * x;
      }
    }
    return 1e-3 * sum / (rows[0].length + 1);
  }

  /** Of the target on the rows and 1; the constant has no ridge. */
  static double[] regression(double ridge, double[][] rows, double... target) {
    int n = rows[0].length;
    double[][] system = new double[n + 1][n + 2];
    for (int s = 0; s < rows.length; s++) {
      double[] x = Arrays.copyOf(rows[s], n + 1);
      x[n] = 1;
      for (int i = 0; i <= n; i++) {
        for (int j = 0; j <= n; j++) {
          system[i][j] += x[i] * x[j];
        }
        system[i][n + 1] += x[i] * target[s];
      }
    }
    for (int i = 0; i < n; i++) {
      system[i][i] += ridge;
    }
    return solved(system);
  }

  /** Gauss's elimination with pivots. */
  private static double[] solved(double[][] system) {
    int n = system.length;
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int r = p + 1; r < n; r++) {
        best = Math.abs(system[r][p]) > Math.abs(system[best][p]) ? r : best;
      }
      double[] swap = system[p];
      system[p] = system[best];
      system[best] = swap;
      for (int r = 0; r < n; r++) {
        double factor = r == p ? 0 : system[r][p] / system[p][p];
        for (int c = 0; c <= n; c++) {
          system[r][c] -= factor * system[p][c];
        }
      }
    }
    double[] solution = new double[n];
    Arrays.setAll(solution, i -> system[i][n] / system[i][i]);
    return solution;
  }

  /** Its reader's weights with what the others say of it; the constant's share is the last. */
  private PlainMlp said(int reader, int own, List<Integer> others, double... share) {
    double[][][] weights = mlp.weights().clone();
    double[][] biases = mlp.biases().clone();
    weights[reader] = Arrays.stream(weights[reader]).map(double[]::clone).toArray(double[][]::new);
    biases[reader] = biases[reader].clone();
    for (int j = 0; j < weights[reader].length; j++) {
      double w = weights[reader][j][own];
      for (int i = 0; i < others.size(); i++) {
        weights[reader][j][others.get(i)] += share[i] * w;
      }
      biases[reader][j] += share[others.size()] * w;
    }
    return new PlainMlp(weights, biases, mlp.hidden(), mlp.last());
  }
}
