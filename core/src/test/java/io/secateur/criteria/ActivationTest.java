package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.testing.Lab;
import io.secateur.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What readers are given, worked by hand. */
class ActivationTest {
  private static final double EXACT = 1e-6; // single precision

  /**
   * Inputs are outputs but for a ReLU: neuron 0 gives 1 0 3 0, neuron 1 gives 0 0 0 4. Means 1 and
   * 1; variances 10/4 − 1 = 1.5 and 16/4 − 1 = 3; 2 and 1 of 4 are not 0; readers' squared weights
   * are 4 + 9 = 13, and 1.
   */
  @Test
  void units() {
    float[][] rows = {{1, -1}, {-2, -2}, {3, 0}, {-1, 4}};
    ModelBuilder net = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, 2);
    net.constant("one", Tensor.of(new long[] {2, 2}, new float[] {1, 0, 0, 1}));
    net.constant("w", Tensor.of(new long[] {2, 2}, new float[] {2, 3, 1, 0}));
    net.node("MatMul", "same", List.of("x", "one"));
    net.node("Relu", "relu", List.of("same"));
    net.node("MatMul", "y", List.of("relu", "w"));
    net.output("y", ElementType.FLOAT, -1, 2);
    Samples samples = new Samples("x", new long[] {2}, rows, new int[] {0, 1, 0, 1}, null);
    try (Lab lab = Lab.of(net.build(), samples, new SquaredError())) {
      assertThat(lab.scores("activation")).containsExactly(new double[] {1, 1}, within(EXACT));
      assertThat(lab.scores("activation:zeros"))
          .containsExactly(new double[] {0.5, 0.25}, within(EXACT));
      assertThat(lab.scores("activation:flap"))
          .containsExactly(new double[] {1.5 * 13, 3}, within(EXACT));
    }
  }

  /**
   * Channels over two samples of two pixels, x and −2x: 1 −1 | 3 1 has mean |o| 1.5 and variance 3
   * − 1 = 2; twice that and four times for the other. A kernel of one reads them with 3 and 1, and
   * a flat product each pixel with (1, 2) and (0, 2), whose squares are shared by the pixels: 5 / 2
   * and 4 / 2 each.
   */
  @Test
  void channelsAtTwoReaders() {
    float[][] rows = {{1, -1}, {3, 1}};
    ModelBuilder net = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, 1, 1, 2);
    net.constant("two", Tensor.of(new long[] {2, 1, 1, 1}, new float[] {1, -2}));
    net.constant("k", Tensor.of(new long[] {1, 2, 1, 1}, new float[] {3, 1}));
    net.constant("w", Tensor.of(new long[] {4, 1}, new float[] {1, 2, 0, 2}));
    net.constant("v", Tensor.of(new long[] {2, 1}, new float[] {1, 1}));
    net.node("Conv", "both", List.of("x", "two"));
    net.node("Conv", "read", List.of("both", "k"));
    net.node("Flatten", "flat", List.of("both"));
    net.node("MatMul", "product", List.of("flat", "w"));
    net.node("Flatten", "other", List.of("read"));
    net.node("MatMul", "sum", List.of("other", "v"));
    net.node("Add", "y", List.of("product", "sum"));
    net.output("y", ElementType.FLOAT, -1, 1);
    Samples samples = new Samples("x", new long[] {1, 1, 2}, rows, new int[] {0, 1}, null);
    try (Lab lab = Lab.of(net.build(), samples, new SquaredError())) {
      int[] channels = {0, 1}; // the layer that is read twice
      assertThat(lab.network().anatomy().neurons().get(1).layer().width()).isEqualTo(2);
      double[] mean = lab.scores("activation");
      double[] flap = lab.scores("activation:flap");
      // at the product, pixels have variances of their own: 1 and 1, and 4 and 4
      double[] expected = {2 * 9 + (1 + 1) * 5 / 2.0, 8 * 1 + (4 + 4) * 4 / 2.0};
      for (int k : channels) {
        assertThat(mean[k]).isCloseTo(1.5 * (k + 1), within(EXACT));
        assertThat(flap[k]).isCloseTo(expected[k], within(1e-5));
      }
    }
  }
}
