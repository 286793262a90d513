package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.engine.errors.OutputKind;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole small networks against plain loops. */
class ForwardTest {
  /** Sums of 100 products of numbers about 1 in single precision are right to about 1e-6. */
  private static final double SINGLE = 1e-5;

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 1, 2", "1, 16, 3", "17, 3, 1", "16, 17, 10", "100, 100, 17"})
  void aPerceptronOfAnyWidth(int inputs, int hidden, int outputs) {
    Graph graph = Nets.mlp("Tanh", "Sigmoid", inputs, hidden, hidden, outputs);
    Samples samples = Samples.random(1, 5, inputs);
    try (Network network = Nets.network(graph)) {
      double[][] given = Nets.outputs(network, samples);
      for (int b = 0; b < samples.size(); b++) {
        double[] x = Naive.doubles(samples.rows()[b]);
        for (int l = 1; l <= 3; l++) {
          x =
              Naive.dense(
                  x, Nets.weights(graph, "fc" + l + ".w"), Nets.weights(graph, "fc" + l + ".b"));
          x = Naive.each(x, l == 3 ? Naive::sigmoid : Math::tanh);
        }
        assertThat(given[b]).containsExactly(x, offset(SINGLE));
      }
      assertThat(network.outputSize()).isEqualTo(outputs);
      assertThat(network.outputKind()).isEqualTo(OutputKind.SIGMOID);
    }
  }

  /** alpha a b + beta c with a (2, 3) and b (3, 2), either of them stored transposed. */
  @ParameterizedTest
  @CsvSource({"0, 0, 1, 1", "1, 0, 0.5, 2", "0, 1, -1, 0", "1, 1, 2, 0.25"})
  void gemmWithItsFactors(int transA, int transB, float alpha, float beta) {
    double[] a = {1, 2, 3, 4, 5, 6};
    double[] b = {1, 0, -1, 2, 3, 1};
    double[] c = {10, 20};
    double[] expected = new double[4];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        for (int k = 0; k < 3; k++) {
          expected[2 * i + j] +=
              alpha
                  * a[transA == 1 ? 2 * k + i : 3 * i + k]
                  * b[transB == 1 ? 3 * j + k : 2 * k + j];
        }
        expected[2 * i + j] += beta * c[j];
      }
    }
    List<Tensor> inputs =
        List.of(
            Nets.floats(transA == 1 ? new long[] {3, 2} : new long[] {2, 3}, a),
            Nets.floats(transB == 1 ? new long[] {2, 3} : new long[] {3, 2}, b),
            Nets.floats(new long[] {2}, c));
    Object[] attributes = {"transA", transA, "transB", transB, "alpha", alpha, "beta", beta};
    assertThat(Nets.run(13, "Gemm", inputs, attributes).elements())
        .containsExactly(expected, offset(SINGLE));
    double[] withoutBias = expected.clone();
    for (int i = 0; i < 4; i++) {
      withoutBias[i] -= beta * c[i % 2];
    }
    assertThat(Nets.run(13, "Gemm", inputs.subList(0, 2), attributes).elements())
        .containsExactly(withoutBias, offset(SINGLE));
  }

  /** (2, 2, 3) times (3, 2), and (2, 3) times (2, 3, 2): numpy's matmul. */
  @Test
  void matMulOverABatch() {
    Tensor a = Weights.random(1, 2, 2, 3);
    Tensor b = Weights.random(2, 3, 2);
    Tensor c = Weights.random(3, 2, 3);
    Tensor d = Weights.random(4, 2, 3, 2);
    double[] left = new double[8];
    double[] right = new double[8];
    for (int n = 0; n < 8; n++) {
      int batch = n / 4;
      int i = n / 2 % 2;
      int j = n % 2;
      for (int k = 0; k < 3; k++) {
        left[n] += a.at(6 * batch + 3 * i + k) * b.at(2 * k + j);
        right[n] += c.at(3 * i + k) * d.at(6 * batch + 2 * k + j);
      }
    }
    assertThat(Nets.run(13, "MatMul", List.of(a, b)).elements())
        .containsExactly(left, offset(SINGLE));
    assertThat(Nets.run(13, "MatMul", List.of(c, d)).elements())
        .containsExactly(right, offset(SINGLE));
  }

  /** (x − mean) / √(var + ε) · scale + bias, for two channels of three elements. */
  @ParameterizedTest
  @CsvSource({"1e-5", "0.1"})
  void batchNormalization(float epsilon) {
    Tensor x = Weights.random(1, 1, 2, 3);
    double[] expected = new double[6];
    for (int i = 0; i < 6; i++) {
      int c = i / 3;
      double scale = new double[] {2, -1}[c];
      double bias = new double[] {0.5, 3}[c];
      double mean = new double[] {1, -2}[c];
      double var = new double[] {4, 0.25}[c];
      expected[i] = (x.at(i) - mean) / Math.sqrt(var + epsilon) * scale + bias;
    }
    long[] two = {2};
    List<Tensor> inputs =
        List.of(
            x,
            Nets.floats(two, 2, -1),
            Nets.floats(two, 0.5, 3),
            Nets.floats(two, 1, -2),
            Nets.floats(two, 4, 0.25));
    assertThat(Nets.run(13, "BatchNormalization", inputs, "epsilon", epsilon).elements())
        .containsExactly(expected, offset(SINGLE));
  }

  /** A value of two readers, and a node that the file lists before the one it depends on. */
  @Test
  void aGraphThatIsNoChain() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 2)
            .node("Add", "y", List.of("a", "b"))
            .node("Relu", "a", List.of("x"))
            .node("Neg", "b", List.of("a"))
            .output("y", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    try (Network network = Nets.network(graph)) {
      assertThat(Nets.outputs(network, Samples.random(1, 3, 2))).isDeepEqualTo(new double[3][2]);
    }
  }
}
