package io.secateur.engine;

import io.secateur.model.Model;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights that are read off a tail's nodes are those of its constants, multiplied out. */
class DenseTailWeightsTest {
  private static final int IN = 4;
  private static final int OUT = 5;

  private final Sketch net = new Sketch(new Random(1), -1, 3);

  @BeforeEach
  void aHiddenLayer() {
    net.gemm("g1", "x", 3, IN);
    net.node("Relu", "a1", "g1");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 1, 1", "0, 0.5, 2", "1, -3, 0.25", "1, 2, 0"})
  void gemm(long transB, float alpha, float beta) {
    String w = transB == 1 ? net.weights("w", OUT, IN) : net.weights("w", IN, OUT);
    net.node(
        "Gemm",
        "y",
        List.of("a1", w, net.weights("b", OUT)),
        "transB",
        transB,
        "alpha",
        alpha,
        "beta",
        beta);
    Model model = net.ends("y", -1, OUT);
    double[] stored = Tails.constant(model, "w");
    double[] weights = new double[IN * OUT];
    for (int i = 0; i < IN; i++) {
      for (int k = 0; k < OUT; k++) {
        weights[i * OUT + k] = alpha * stored[transB == 1 ? k * IN + i : i * OUT + k];
      }
    }
    double[] bias = Tails.constant(model, "b");
    for (int k = 0; k < OUT; k++) {
      bias[k] *= beta;
    }
    assertOnly(model, weights, bias);
  }

  @Test
  void gemmWithoutBias() {
    net.node("Gemm", "y", List.of("a1", net.weights("w", IN, OUT)));
    Model model = net.ends("y", -1, OUT);
    assertOnly(model, Tails.constant(model, "w"), new double[OUT]);
  }

  /** The bias may come first, and may be written as a row. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void matMulAndAdd(boolean biasFirst) {
    net.node("MatMul", "m", List.of("a1", net.weights("w", IN, OUT)));
    if (biasFirst) {
      net.node("Add", "y", List.of(net.weights("b", 1, OUT), "m"));
    } else {
      net.node("Add", "y", List.of("m", net.weights("b", OUT)));
    }
    Model model = net.ends("y", -1, OUT);
    assertOnly(model, Tails.constant(model, "w"), Tails.constant(model, "b"));
  }

  /** A normalisation as converters write it out. */
  @Test
  void matMulMulAdd() {
    net.node("MatMul", "m", List.of("a1", net.weights("w", IN, OUT)));
    net.node("Mul", "scaled", List.of("m", net.weights("s", OUT)));
    net.node("Add", "y", List.of("scaled", net.weights("b", OUT)));
    Model model = net.ends("y", -1, OUT);
    assertOnly(
        model,
        times(Tails.constant(model, "w"), Tails.constant(model, "s")),
        Tails.constant(model, "b"));
  }

  /** ((c − x W) − b) / d. */
  @Test
  void differencesAndQuotients() {
    net.node("MatMul", "m", List.of("a1", net.weights("w", IN, OUT)));
    net.node("Sub", "turned", List.of(net.weights("c", OUT), "m"));
    net.node("Sub", "less", List.of("turned", net.weights("b", OUT)));
    net.node("Div", "y", List.of("less", net.positive("d", OUT)));
    Model model = net.ends("y", -1, OUT);
    double[] c = Tails.constant(model, "c");
    double[] b = Tails.constant(model, "b");
    double[] d = Tails.constant(model, "d");
    double[] factors = new double[OUT];
    double[] bias = new double[OUT];
    for (int k = 0; k < OUT; k++) {
      factors[k] = -1 / d[k];
      bias[k] = (c[k] - b[k]) / d[k];
    }
    assertOnly(model, times(Tails.constant(model, "w"), factors), bias);
  }

  @Test
  void normalisationAfterGemm() {
    net.gemm("g2", "a1", IN, OUT);
    net.norm("n", "g2", OUT);
    Model model = net.ends("n", -1, OUT);
    double[] scale = Tails.constant(model, "n_scale");
    double[] shift = Tails.constant(model, "n_shift");
    double[] mean = Tails.constant(model, "n_mean");
    double[] var = Tails.constant(model, "n_var");
    double[] bias = Tails.constant(model, "b_g2");
    for (int k = 0; k < OUT; k++) {
      scale[k] /= Math.sqrt(var[k] + 1e-5); // ONNX's epsilon
      bias[k] = (bias[k] - mean[k]) * scale[k] + shift[k];
    }
    assertOnly(model, times(Tails.constant(model, "w_g2"), scale), bias);
  }

  /** Weights that other nodes make from constants. */
  @Test
  void weightsThroughOtherNodes() {
    net.weights("raw", OUT * IN);
    net.node("Reshape", "upright", List.of("raw", net.sizes("shape", OUT, IN)));
    net.node("Transpose", "w", "upright", "perm", new long[] {1, 0});
    net.node("MatMul", "m", List.of("a1", "w"));
    net.node("Neg", "b", net.weights("minus", OUT));
    net.node("Add", "y", List.of("m", "b"));
    Model model = net.ends("y", -1, OUT);
    double[] raw = Tails.constant(model, "raw");
    double[] weights = new double[IN * OUT];
    double[] bias = Tails.constant(model, "minus");
    for (int k = 0; k < OUT; k++) {
      bias[k] = -bias[k];
      for (int i = 0; i < IN; i++) {
        weights[i * OUT + k] = raw[k * IN + i];
      }
    }
    assertOnly(model, weights, bias);
  }

  /** Layers wider than what is sent through at a time. */
  @Test
  void wideLayers() {
    Sketch wide = new Sketch(new Random(2), -1, 3);
    wide.gemm("g1", "x", 3, 2500);
    wide.node("Relu", "a1", "g1");
    wide.gemm("g2", "a1", 2500, 3);
    Model model = wide.ends("g2", -1, 3);
    assertOnly(model, Tails.constant(model, "w_g2"), Tails.constant(model, "b_g2"));
  }

  private static void assertOnly(Model model, double[] weights, double[] bias) {
    DenseTail tail = Tails.of(model);
    Tails.assertWeights(tail.layers().get(tail.layers().size() - 1), weights, bias);
  }

  /** Every column by its factor. */
  private static double[] times(double[] weights, double[] factors) {
    double[] product = weights.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= factors[i % factors.length];
    }
    return product;
  }
}
