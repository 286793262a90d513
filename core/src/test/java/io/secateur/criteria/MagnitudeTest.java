package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.testing.Lab;
import io.secateur.testing.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Norms of ingoing weights, worked by hand: 3 4 12 make 13, and 2 1 2 make 3. */
class MagnitudeTest {
  private static final float[] BY_ROWS = {3, 4, 2, 1};
  private static final float[] BY_COLUMNS = {3, 2, 4, 1};

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void gemmWithBias(long transB) {
    ModelBuilder net = input(2);
    net.constant("w", tensor(transB == 1 ? BY_ROWS : BY_COLUMNS, 2, 2));
    net.constant("b", tensor(new float[] {12, 2}, 2));
    net.node("Gemm", "layer", List.of("x", "w", "b"), "transB", transB);
    assertScores(net, "layer", new long[] {2}, 13, 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void matMulAndTheAdditionOfItsBias(boolean biasFirst) {
    ModelBuilder net = input(2).constant("w", tensor(BY_COLUMNS, 2, 2));
    net.constant("b", tensor(new float[] {12, 2}, 2));
    net.node("MatMul", "product", List.of("x", "w"));
    net.node("Add", "sum", biasFirst ? List.of("b", "product") : List.of("product", "b"));
    assertScores(net, "sum", new long[] {2}, 13, 3);
  }

  /** No weight that it knows would mean a norm of 0, and these neurons would go first. */
  @Test
  void weightsThatItCannotReadAreRefused() {
    ModelBuilder net = input(2);
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {3, 2, 4, 1});
    net.constant("q", new Tensor(ElementType.INT8, new long[] {2, 2}, bytes));
    net.constant("scale", tensor(new float[] {0.5f}));
    net.node("DequantizeLinear", "w", List.of("q", "scale"));
    net.node("MatMul", "product", List.of("x", "w"));
    assertThatThrownBy(() -> assertScores(net, "product", new long[] {2}, 0, 0))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("DequantizeLinear")
        .hasMessageContaining("another criterion");
  }

  @Test
  void convolution() {
    ModelBuilder net = input(1, 1, 2).constant("w", tensor(BY_ROWS, 2, 1, 1, 2));
    net.constant("b", tensor(new float[] {12, 2}, 2));
    net.node("Conv", "conv", List.of("x", "w", "b"));
    net.node("Flatten", "flat", List.of("conv"));
    assertScores(net, "flat", new long[] {1, 1, 2}, 13, 3);
  }

  /** Its weights are (in, out, kernel); the padding cuts its output down to one place. */
  @Test
  void transposedConvolution() {
    ModelBuilder net = input(1, 1, 2).constant("w", tensor(BY_ROWS, 1, 2, 1, 2));
    net.constant("b", tensor(new float[] {12, 2}, 2));
    net.node("ConvTranspose", "conv", List.of("x", "w", "b"), "pads", new long[] {0, 1, 0, 1});
    net.node("Flatten", "flat", List.of("conv"));
    assertScores(net, "flat", new long[] {1, 1, 2}, 13, 3);
  }

  @Test
  void weightsThatAReshapeBrings() {
    ModelBuilder net = input(2).constant("stored", tensor(BY_COLUMNS, 1, 2, 2));
    net.constant("shape", Tensor.of(new long[] {2}, 2L, 2L));
    net.node("Reshape", "w", List.of("stored", "shape"));
    net.node("MatMul", "product", List.of("x", "w"));
    assertScores(net, "product", new long[] {2}, 5, Math.sqrt(5));
  }

  @Test
  void normalisationIsNotAWeight() {
    ModelBuilder net = input(1, 1, 2).constant("w", tensor(BY_ROWS, 2, 1, 1, 2));
    for (String name : List.of("scale", "shift", "mean", "var")) {
      net.constant(name, tensor(new float[] {7, 9}, 2));
    }
    net.node("Conv", "conv", List.of("x", "w"));
    net.node("BatchNormalization", "bn", List.of("conv", "scale", "shift", "mean", "var"));
    net.node("Flatten", "flat", List.of("bn"));
    assertScores(net, "flat", new long[] {1, 1, 2}, 5, Math.sqrt(5));
  }

  /** y = a + conv(a) is one layer: what a convolution of the layer to itself brings is ingoing. */
  @Test
  void aLayerThatReadsItself() {
    ModelBuilder net = input(1, 1, 2).constant("w", tensor(BY_ROWS, 2, 1, 1, 2));
    net.constant("again", tensor(new float[] {12, 0, 1, 2}, 2, 2, 1, 1));
    net.node("Conv", "conv", List.of("x", "w"));
    net.node("Conv", "second", List.of("conv", "again"));
    net.node("Add", "sum", List.of("conv", "second"));
    net.node("Flatten", "flat", List.of("sum"));
    assertScores(net, "flat", new long[] {1, 1, 2}, 13, Math.sqrt(2 * 2 + 1 + 1 + 2 * 2));
  }

  @Test
  void aMatrixProductOfALayerWithItself() {
    ModelBuilder net = input(2).constant("w", tensor(BY_COLUMNS, 2, 2));
    net.constant("again", tensor(new float[] {12, 1, 0, 2}, 2, 2));
    net.node("MatMul", "product", List.of("x", "w"));
    net.node("MatMul", "second", List.of("product", "again"));
    net.node("Add", "sum", List.of("product", "second"));
    assertScores(net, "sum", new long[] {2}, 13, Math.sqrt(2 * 2 + 1 + 1 + 2 * 2));
  }

  /**
   * In: 3 4 and a bias of −12, 2 1 and 2. Out: 1 −2 2 and 4 0 3 at one reader, 1 and −5 at another.
   */
  @ParameterizedTest
  @CsvSource({
    "magnitude, 13, 3",
    "magnitude:l1, 19, 5",
    "magnitude:l1-outgoing, 6, 12",
    "magnitude:l1-both, 25, 17",
    "magnitude:l2-outgoing, 3.1622776601683795, 7.0710678118654755",
    "magnitude:l2-both, 13.379088160259652, 7.681145747868608"
  })
  void otherNormsAndSides(String by, double first, double second) {
    ModelBuilder net = input(2);
    net.constant("w", tensor(BY_ROWS, 2, 2)).constant("b", tensor(new float[] {-12, 2}, 2));
    net.constant("v", tensor(new float[] {1, -2, 2, 4, 0, 3}, 2, 3));
    net.constant("u", tensor(new float[] {1, -5}, 1, 2));
    net.node("Gemm", "layer", List.of("x", "w", "b"), "transB", 1L);
    net.node("MatMul", "one", List.of("layer", "v"));
    net.node("Gemm", "two", List.of("layer", "u"), "transB", 1L);
    net.node("Add", "y", List.of("one", "two"));
    net.output("y", ElementType.FLOAT, -1, 3);
    try (Lab lab = Lab.of(net.build(), Samples.random(1, 2, 3, 2), new SquaredError())) {
      assertThat(lab.scores(by)).containsExactly(new double[] {first, second}, within(1e-12));
    }
  }

  /** Queries and keys are multiplied with each other, not with weights. */
  @Test
  void readersWithoutWeightsAreRefused() {
    ModelBuilder net = input(3, 2).constant("w", tensor(BY_COLUMNS, 2, 2));
    net.node("MatMul", "queries", List.of("x", "w"));
    net.node("MatMul", "keys", List.of("x", "w"));
    net.node("Transpose", "turned", List.of("keys"), "perm", new long[] {0, 2, 1});
    net.node("MatMul", "products", List.of("queries", "turned"));
    net.node("Flatten", "y", List.of("products"));
    net.output("y", ElementType.FLOAT, -1, 9);
    try (Lab lab = Lab.of(net.build(), Samples.random(1, 2, 9, 3, 2), new SquaredError())) {
      assertThat(lab.scores("magnitude:l1")).containsExactly(2 * 7, 2 * 3);
      assertThatThrownBy(() -> lab.scores("magnitude:l1-outgoing"))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("MatMul")
          .hasMessageContaining("magnitude:l1-outgoing")
          .hasMessageContaining("another criterion");
    }
  }

  /** Outgoing weights in the hundreds, which no score may show. */
  private static void assertScores(
      ModelBuilder net, String layer, long[] shape, double... expected) {
    Random random = new Random(3);
    net.constant("out", tensor(random(random, 2 * 3), 2, 3));
    net.node("Gemm", "y", List.of(layer, "out"));
    net.output("y", ElementType.FLOAT, -1, 3);
    Samples samples = Samples.random(1, 2, 3, shape);
    try (Lab lab = Lab.of(net.build(), samples, new SquaredError())) {
      // exact but for a square root
      assertThat(lab.scores("magnitude")).containsExactly(expected, within(1e-12));
    }
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 100 + 100 * random.nextFloat();
    }
    return values;
  }

  private static ModelBuilder input(long... shape) {
    long[] dims = new long[shape.length + 1];
    dims[0] = -1;
    System.arraycopy(shape, 0, dims, 1, shape.length);
    return new ModelBuilder(13).input("x", ElementType.FLOAT, dims);
  }

  private static Tensor tensor(float[] values, long... dims) {
    return Tensor.of(dims, values);
  }
}
