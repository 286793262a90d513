package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The diagonal recursion through many layers, against {@link Chain}. */
class RecursionTest {
  /** Compares the totals of all neurons; E and its derivatives are sums in single precision. */
  private static void check(Graph graph, Chain chain, Samples samples) {
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      List<GateSite> sites = network.anatomy().gateSites();
      double[] expected = new double[network.anatomy().neurons().size()];
      int width = network.outputSize();
      for (int b = 0; b < samples.size(); b++) {
        double[] target = new double[width];
        for (int k = 0; k < width; k++) {
          target[k] = samples.target(b, k, width);
        }
        List<double[]> second = chain.secondOrder(Naive.doubles(samples.rows()[b]), target);
        assertThat(second).hasSameSizeAs(sites);
        for (int s = 0; s < sites.size(); s++) {
          int[] neurons = sites.get(s).neurons();
          int each = second.get(s).length / neurons.length; // the elements of one channel
          for (int i = 0; i < second.get(s).length; i++) {
            expected[neurons[i / each]] += second.get(s)[i];
          }
        }
      }
      double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      assertThat(expected).hasSizeGreaterThan(4);
      assertThat(objective.derivatives(network.anatomy().open()).second())
          .containsExactly(expected, offset(2e-5 * largest));
    }
  }

  /** 4-5-3-2, and a deeper one. */
  @ParameterizedTest
  @CsvSource({"4 5 3 2", "7 6 5 4 3", "3 1 4 1"})
  void perceptrons(String text) {
    int[] widths = Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    Graph graph = Nets.mlp("Sigmoid", "Sigmoid", widths);
    Chain chain = new Chain();
    for (int l = 1; l < widths.length; l++) {
      if (l > 1) {
        chain.reads();
      }
      chain.dense(Nets.weights(graph, "fc" + l + ".w"), Nets.weights(graph, "fc" + l + ".b"));
      chain.sigmoid();
    }
    int outputs = widths[widths.length - 1];
    check(graph, chain, Samples.random(1, 20, widths[0]).valued(2, outputs));
  }

  /** At α ≠ 1 a layer's reader takes α o: curvature on its way back is multiplied by α². */
  @Test
  void perceptronsWithGatesThatAreNeitherOpenNorClosed() {
    Graph graph = Nets.mlp("Sigmoid", "Sigmoid", 4, 5, 3, 2);
    double[] alpha = {0.5, 1, 1.5, -1, 0.25, 2, 0.5, 1};
    Samples samples = Samples.random(1, 20, 4).valued(2, 2);
    Chain chain = new Chain();
    double[] expected = new double[8];
    for (int l = 1; l <= 3; l++) {
      int first = l == 2 ? 0 : 5; // the gates of the layer that this one reads
      if (l > 1) {
        chain.linear(x -> scaled(x, alpha, first)).reads();
      }
      chain.dense(Nets.weights(graph, "fc" + l + ".w"), Nets.weights(graph, "fc" + l + ".b"));
      chain.sigmoid();
    }
    for (int b = 0; b < samples.size(); b++) {
      double[] target = {samples.target(b, 0, 2), samples.target(b, 1, 2)};
      List<double[]> second = chain.secondOrder(Naive.doubles(samples.rows()[b]), target);
      for (int k = 0; k < 8; k++) { // (α o)² h, and o² h is asked for
        expected[k] += second.get(k < 5 ? 0 : 1)[k < 5 ? k : k - 5] / alpha[k] / alpha[k];
      }
    }
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, new SquaredError())) {
      assertThat(objective.derivatives(Gates.of(alpha)).second())
          .containsExactly(expected, offset(1e-5)); // of about 1, in single precision
    }
  }

  private static double[] scaled(double[] x, double[] alpha, int first) {
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> alpha[first + i] * x[i]);
    return y;
  }

  /** Curvature sums over the places of a channel; alpha of a Gemm counts squared. */
  @Test
  void gemmWithFactors() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 3)
            .constant("w", Weights.random(1, 5, 3))
            .constant("v", Weights.random(2, 5, 4))
            .constant("u", Weights.random(3, 4, 2))
            .node("Gemm", "fc1", List.of("x", "w"), "transB", 1, "alpha", 0.5)
            .node("Tanh", "t1", List.of("fc1"))
            .node("Gemm", "fc2", List.of("t1", "v"), "alpha", 3.0)
            .node("Tanh", "t2", List.of("fc2"))
            .node("Gemm", "out", List.of("t2", "u"), "alpha", -2.0)
            .output("out", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    double[] w = Nets.weights(graph, "w");
    UnaryOperator<double[]> first =
        x -> {
          double[] y = new double[5];
          for (int j = 0; j < 5; j++) {
            for (int i = 0; i < 3; i++) {
              y[j] += 0.5 * w[3 * j + i] * x[i];
            }
          }
          return y;
        };
    double[] v = Naive.each(Nets.weights(graph, "v"), a -> 3 * a);
    double[] u = Naive.each(Nets.weights(graph, "u"), a -> -2 * a);
    Chain chain = new Chain().linear(first).tanh();
    chain.reads().dense(v, new double[4]).tanh().reads().dense(u, new double[2]);
    check(graph, chain, Samples.random(1, 20, 3).valued(2, 2));
  }

  /** Convolutions, normalisation and every pool below the last layer that is read. */
  @Test
  void convolutionsNormalizationAndPools() {
    long[] two = {2, 2};
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 1, 5, 5)
            .constant("k1", Weights.random(1, 2, 1, 3, 3))
            .constant("k2", Weights.random(2, 3, 2, 2, 2))
            .constant("k2b", Weights.random(3, 3))
            .constant("scale", Weights.positive(4, 3))
            .constant("bias", Weights.random(5, 3))
            .constant("mean", Weights.random(6, 3))
            .constant("var", Weights.positive(7, 3))
            .constant("k3", Weights.random(8, 4, 3, 1, 1))
            .constant("w", Weights.random(9, 4, 2))
            .node("Conv", "c1", List.of("x", "k1"), "auto_pad", "SAME_UPPER")
            .node("Sigmoid", "s1", List.of("c1"))
            .node("Conv", "c2", List.of("s1", "k2", "k2b"), "pads", new long[] {1, 1, 0, 0})
            .node("BatchNormalization", "n", List.of("c2", "scale", "bias", "mean", "var"))
            .node(
                "AveragePool",
                "p1",
                List.of("n"),
                "kernel_shape",
                two,
                "pads",
                new long[] {0, 1, 0, 1})
            .node("Tanh", "t1", List.of("p1")) // (3, 4, 6)
            .node("MaxPool", "p2", List.of("t1"), "kernel_shape", two, "strides", two)
            .node("Conv", "c3", List.of("p2", "k3"))
            .node("Sigmoid", "s3", List.of("c3")) // (4, 2, 3)
            .node("GlobalAveragePool", "g", List.of("s3"))
            .node("Flatten", "flat", List.of("g"))
            .node("Gemm", "fc", List.of("flat", "w"))
            .node("Sigmoid", "out", List.of("fc"))
            .output("out", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    Chain chain = new Chain();
    chain
        .linear(
            conv(
                graph,
                "k1",
                "",
                1,
                5,
                5,
                new Naive.Window(3, 3, 1, 1, 1, 1, new int[] {1, 1, 1, 1})))
        .sigmoid()
        .reads()
        .linear(
            conv(
                graph,
                "k2",
                "k2b",
                2,
                5,
                5,
                new Naive.Window(2, 2, 1, 1, 1, 1, new int[] {1, 0, 1, 0})))
        .linear(x -> normalized(graph, x))
        .linear(x -> averaged(x, 3, 5, 5))
        .tanh()
        .linear(x -> maximal(x, 3, 4, 6))
        .reads()
        .linear(conv(graph, "k3", "", 3, 2, 3, new Naive.Window(1, 1, 1, 1, 1, 1, new int[4])))
        .sigmoid()
        .linear(x -> means(x, 4))
        .reads()
        .dense(Nets.weights(graph, "w"), new double[2])
        .sigmoid();
    check(graph, chain, Samples.random(1, 10, 1, 5, 5).valued(2, 2));
  }

  private static UnaryOperator<double[]> conv(
      Graph graph, String kernel, String bias, int in, int h, int w, Naive.Window window) {
    double[] k = Nets.weights(graph, kernel);
    int out = k.length / in / window.rows() / window.columns();
    double[] b = bias.isEmpty() ? new double[out] : Nets.weights(graph, bias);
    return x -> Naive.convolve(x, in, h, w, k, b, 1, window);
  }

  private static double[] normalized(Graph graph, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int c = i / (x.length / 3);
      y[i] =
          (x[i] - Nets.weights(graph, "mean")[c])
                  / Math.sqrt(Nets.weights(graph, "var")[c] + 1e-5)
                  * Nets.weights(graph, "scale")[c]
              + Nets.weights(graph, "bias")[c];
    }
    return y;
  }

  /** Windows of 2 x 2 over columns padded by one on either side, which do not count. */
  private static double[] averaged(double[] x, int channels, int h, int w) {
    double[] y = new double[channels * (h - 1) * (w + 1)];
    int n = 0;
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r < h - 1; r++) {
        for (int column = -1; column < w; column++) {
          int first = Math.max(0, column);
          int last = Math.min(w - 1, column + 1);
          for (int a = first; a <= last; a++) {
            double both = x[(c * h + r) * w + a] + x[(c * h + r + 1) * w + a];
            y[n] += both / (2 * (last - first + 1));
          }
          n++;
        }
      }
    }
    return y;
  }

  private static double[] maximal(double[] x, int channels, int h, int w) {
    double[] y = new double[x.length / 4];
    Arrays.fill(y, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < x.length; i++) {
      int at = (i / w / h * (h / 2) + i / w % h / 2) * (w / 2) + i % w / 2;
      y[at] = Math.max(y[at], x[i]);
    }
    assertThat(y).hasSize(channels * h * w / 4);
    return y;
  }

  private static double[] means(double[] x, int channels) {
    double[] y = new double[channels];
    int each = x.length / channels;
    for (int i = 0; i < x.length; i++) {
      y[i / each] += x[i] / each;
    }
    return y;
  }
}
