package io.secateur.testing;

import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A multilayer perceptron in loops over doubles, and the same network as a model.
 *
 * <p>Its hidden neurons are numbered layer by layer, as the library numbers them. Weights are
 * single-precision numbers, so that both hold the same.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PlainMlp(double[][][] weights, double[][] biases, Unit hidden, Unit last) {

  /** Pre-activations and outputs by layer; outputs start with the input. */
  public record Pass(double[][] z, double[][] o) {
    public double[] lastZ() {
      return z[z.length - 1];
    }
  }

  /** Weights wide enough for activations to leave their linear range. */
  public static PlainMlp random(long seed, Unit hidden, Unit last, int... sizes) {
    Random random = new Random(seed);
    double[][][] weights = new double[sizes.length - 1][][];
    double[][] biases = new double[sizes.length - 1][];
    for (int l = 0; l < weights.length; l++) {
      weights[l] = new double[sizes[l + 1]][sizes[l]];
      for (double[] row : weights[l]) {
        Arrays.setAll(row, i -> (float) (random.nextGaussian() * 1.5 / Math.sqrt(row.length)));
      }
      biases[l] = new double[sizes[l + 1]];
      Arrays.setAll(biases[l], i -> (float) (random.nextGaussian() * 0.5));
    }
    return new PlainMlp(weights, biases, hidden, last);
  }

  /** Gives a neuron the same weights, in and out, as another of its layer (from 0). */
  public PlainMlp twin(int layer, int of, int twin) {
    weights[layer][twin] = weights[layer][of].clone();
    biases[layer][twin] = biases[layer][of];
    for (double[] reader : weights[layer + 1]) {
      reader[twin] = reader[of];
    }
    return this;
  }

  /** A ReLU whose neuron never speaks. */
  public PlainMlp dead(int layer, int neuron) {
    biases[layer][neuron] = -1000;
    return this;
  }

  public int neurons() {
    int neurons = 0;
    for (int l = 0; l < weights.length - 1; l++) {
      neurons += weights[l].length;
    }
    return neurons;
  }

  /** The number of the first neuron of a hidden layer, from 0. */
  public int first(int layer) {
    int first = 0;
    for (int l = 0; l < layer; l++) {
      first += weights[l].length;
    }
    return first;
  }

  /** The hidden layer of a neuron, from 0. */
  public int layer(int neuron) {
    int layer = 0;
    while (neuron >= first(layer + 1)) {
      layer++;
    }
    return layer;
  }

  /** Runs one sample; o stays as the neurons make it, gates multiply what readers take. */
  public Pass run(float[] x, double... gates) {
    double[][] z = new double[weights.length][];
    double[][] o = new double[weights.length + 1][];
    o[0] = new double[x.length];
    Arrays.setAll(o[0], i -> x[i]);
    for (int l = 0; l < weights.length; l++) {
      z[l] = new double[weights[l].length];
      o[l + 1] = new double[weights[l].length];
      for (int j = 0; j < z[l].length; j++) {
        z[l][j] = biases[l][j];
        for (int i = 0; i < o[l].length; i++) {
          double gate = l == 0 ? 1 : gates[first(l - 1) + i];
          z[l][j] += weights[l][j][i] * gate * o[l][i];
        }
        o[l + 1][j] = (l == weights.length - 1 ? last : hidden).of(z[l][j]);
      }
    }
    return new Pass(z, o);
  }

  public double[] open() {
    double[] gates = new double[neurons()];
    Arrays.fill(gates, 1);
    return gates;
  }

  /** The total error over labelled samples. */
  public double error(Loss loss, Samples samples, double... gates) {
    double sum = 0;
    for (int s = 0; s < samples.size(); s++) {
      sum += loss.of(run(samples.row(s), gates).lastZ(), last, samples.label(s));
    }
    return sum;
  }

  /** The share of samples whose largest output is at their label. */
  public double accuracy(Samples samples, double... gates) {
    int right = 0;
    for (int s = 0; s < samples.size(); s++) {
      double[] z = run(samples.row(s), gates).lastZ();
      int best = 0;
      for (int i = 1; i < z.length; i++) {
        best = z[i] > z[best] ? i : best;
      }
      right += best == samples.label(s) ? 1 : 0;
    }
    return (double) right / samples.size();
  }

  /** The network with a free batch; its layers are layer1, layer2, ... */
  public Model model() {
    int in = weights[0][0].length;
    ModelBuilder builder = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, in);
    String value = "x";
    for (int l = 0; l < weights.length; l++) {
      String name = "layer" + (l + 1);
      builder.constant("w" + (l + 1), tensor(weights[l]));
      builder.constant("b" + (l + 1), Tensor.of(new long[] {biases[l].length}, row(biases[l])));
      builder.node("Gemm", name, List.of(value, "w" + (l + 1), "b" + (l + 1)), "transB", 1L);
      value = "act" + (l + 1);
      builder.node((l == weights.length - 1 ? last : hidden).op(), value, List.of(name));
    }
    return builder.output(value, ElementType.FLOAT, -1, biases[weights.length - 1].length).build();
  }

  private static Tensor tensor(double[][] rows) {
    List<Float> all = new ArrayList<>();
    for (double[] row : rows) {
      for (double v : row) {
        all.add((float) v);
      }
    }
    float[] flat = new float[all.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = all.get(i);
    }
    return Tensor.of(new long[] {rows.length, rows[0].length}, flat);
  }

  private static float[] row(double[] values) {
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) values[i];
    }
    return row;
  }
}
