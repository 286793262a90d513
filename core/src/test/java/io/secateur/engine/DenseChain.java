package io.secateur.engine;

import io.secateur.data.Dataset;
import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A chain of dense layers with random weights, wide enough to leave the linear range.
 *
 * @param seed of the weights
 * @param sizes inputs, hidden widths, outputs
 * @param hidden the operator after each hidden layer
 * @param end the last operator; Identity for none
 */
record DenseChain(long seed, List<Integer> sizes, List<String> hidden, String end) {
  private static final List<Integer> WIDTHS = List.of(1, 3, 16, 17, 100);

  DenseChain {
    sizes = List.copyOf(sizes);
    hidden = List.copyOf(hidden);
  }

  /** One to four hidden layers, each of any width and followed by any of some operators. */
  static DenseChain random(long seed, List<String> ops, int outputs, String end) {
    Random random = new Random(seed);
    List<Integer> sizes = new ArrayList<>(List.of(5));
    List<String> hidden = new ArrayList<>();
    int depth = 1 + random.nextInt(4);
    for (int l = 0; l < depth; l++) {
      sizes.add(WIDTHS.get(random.nextInt(WIDTHS.size())));
      hidden.add(ops.get(random.nextInt(ops.size())));
    }
    sizes.add(outputs);
    return new DenseChain(seed, sizes, hidden, end);
  }

  int outputs() {
    return sizes.get(sizes.size() - 1);
  }

  Model model() {
    Random random = new Random(seed);
    ModelBuilder model = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, sizes.get(0));
    String value = "x";
    for (int l = 1; l < sizes.size(); l++) {
      int in = sizes.get(l - 1);
      int out = sizes.get(l);
      model.constant("w" + l, normal(random, 1.5 / Math.sqrt(in), in, out));
      model.constant("b" + l, normal(random, 0.5, out));
      model.node("Gemm", "layer" + l, List.of(value, "w" + l, "b" + l));
      value = "act" + l;
      String op = l == sizes.size() - 1 ? end : hidden.get(l - 1);
      model.node(op, value, List.of("layer" + l));
    }
    return model.output(value, ElementType.FLOAT, -1, outputs()).build();
  }

  /** Samples for it, with labels or with numbers that are distributions or yes and no. */
  Dataset samples(int count, boolean labels) {
    Samples samples = Samples.random(seed, count, Math.max(2, outputs()), sizes.get(0));
    if (labels) {
      return samples;
    }
    Random random = new Random(seed);
    float[][] wanted = new float[count][outputs()];
    for (float[] row : wanted) {
      double rest = 1;
      for (int k = 0; k < row.length - 1; k++) {
        row[k] = (float) (rest * random.nextDouble());
        rest -= row[k];
      }
      row[row.length - 1] = row.length == 1 ? random.nextInt(2) : (float) rest;
    }
    return samples.wanting(wanted);
  }

  private static Tensor normal(Random random, double scale, long... dims) {
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * scale);
    }
    return Tensor.of(dims, values);
  }

  @Override
  public String toString() {
    return sizes + " " + String.join(" ", hidden) + " " + end;
  }
}
