package io.secateur.engine;

import io.secateur.model.ElementType;
import io.secateur.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators that find elements, or take and put them by their places, against ONNX Runtime. */
class IndexingTest {
  private static Tensor random(long... dims) {
    Random random = new Random(2);
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(9) - 4; // with ties
    }
    return Tensor.of(dims, values);
  }

  private static Tensor longs(long[] dims, long... values) {
    return Tensor.of(dims, values);
  }

  private static Tensor number(long value) {
    return Tensor.of(new long[0], new long[] {value});
  }

  private static void check(long opset, String op, List<Tensor> in, Object... attributes) {
    Parity.check(opset, op, Arrays.asList(in.toArray(Tensor[]::new)), attributes);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1", "-2, 0"})
  void topK(long axis, long largest) {
    List<Tensor> in = List.of(random(3, 5, 4), Nets.longs(3));
    Parity.check(
        11, "TopK", Arrays.asList(in.toArray(Tensor[]::new)), 2, "axis", axis, "largest", largest);
    Parity.check(10, "TopK", Arrays.asList(in.toArray(Tensor[]::new)), 2, "axis", axis);
    Parity.check(1, "TopK", Arrays.asList(in.get(0)), 2, "axis", axis, "k", 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ArgMax", "ArgMin"})
  void extremes(String op) {
    for (long axis : new long[] {0, 1, -1}) {
      check(11, op, List.of(random(3, 5, 4)), "axis", axis, "keepdims", 0);
      check(13, op, List.of(random(3, 5, 4)), "axis", axis, "select_last_index", 1);
    }
    check(7, op, List.of(random(3, 5)));
  }

  @Test
  void nonZero() {
    check(13, "NonZero", List.of(random(3, 4, 5)));
    check(9, "NonZero", List.of(random(7)));
  }

  @Test
  void gatherElements() {
    Tensor x = random(3, 4);
    check(11, "GatherElements", List.of(x, longs(new long[] {2, 4}, 0, 2, -1, 1, 2, 0, 1, -3)));
    check(13, "GatherElements", List.of(x, longs(new long[] {3, 1}, 3, -4, 2)), "axis", -1);
  }

  @Test
  void gatherNd() {
    Tensor x = random(2, 3, 4);
    check(11, "GatherND", List.of(x, longs(new long[] {2, 2}, 0, -1, 1, 2)));
    check(11, "GatherND", List.of(x, longs(new long[] {1, 2, 3}, 0, 1, 2, 1, -3, 3)));
    check(12, "GatherND", List.of(x, longs(new long[] {2, 1}, 2, 0)), "batch_dims", 1);
    check(
        13,
        "GatherND",
        List.of(x, longs(new long[] {2, 3, 1}, 2, 0, 1, 3, -1, 0)),
        "batch_dims",
        2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "add", "mul", "max", "min"})
  void scatter(String reduction) {
    Object[] attributes =
        reduction.equals("none") ? new Object[0] : new Object[] {"reduction", reduction};
    Tensor x = random(3, 4);
    Tensor places = longs(new long[] {2, 3}, 0, 2, 1, -1, 0, 2);
    check(18, "ScatterElements", List.of(x, places, random(2, 3)), attributes);
    Object[] along = {"axis", 1, "reduction", reduction};
    check(18, "ScatterElements", List.of(x, places, random(2, 3)), along);
    check(
        18,
        "ScatterND",
        List.of(random(4, 3, 2), longs(new long[] {2, 1}, 3, -4), random(2, 3, 2)),
        attributes);
    check(
        18,
        "ScatterND",
        List.of(x, longs(new long[] {1, 2, 2}, 0, 1, -1, 3), random(1, 2)),
        attributes);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1})
  void oneHot(long axis) {
    Tensor values = Nets.floats(new long[] {2}, 2, 5);
    check(
        11,
        "OneHot",
        List.of(longs(new long[] {2, 3}, 0, 2, -1, 4, 9, -5), number(5), values),
        "axis",
        axis);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 1, 0", "-1, 0, 1", "1, 1, 1"})
  void cumulativeSum(long axis, long exclusive, long reverse) {
    check(
        11,
        "CumSum",
        List.of(random(3, 4, 2), number(axis)),
        "exclusive",
        exclusive,
        "reverse",
        reverse);
    check(14, "CumSum", List.of(longs(new long[] {3, 1}, 4, 5, 6), number(0)), "reverse", reverse);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "1, -2", "0, 2"})
  void triangles(long upper, long k) {
    check(14, "Trilu", List.of(random(2, 4, 3), number(k)), "upper", upper);
    check(14, "Trilu", List.of(random(4, 4)), "upper", upper);
  }

  @Test
  void hardmax() {
    check(13, "Hardmax", List.of(random(3, 4, 2)));
    check(13, "Hardmax", List.of(random(3, 4, 2)), "axis", 1);
    check(11, "Hardmax", List.of(random(3, 4, 2)));
  }

  @Test
  void unitVectors() {
    check(1, "LpNormalization", List.of(random(3, 4, 2)));
    check(1, "LpNormalization", List.of(random(3, 4, 2)), "axis", 1, "p", 1);
    check(1, "LpNormalization", List.of(Nets.floats(new long[] {1, 2}, 0, 0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 5})
  void localResponse(long size) {
    Object[] attributes = {"size", size, "alpha", 0.1, "beta", 0.6, "bias", 1.5};
    check(1, "LRN", List.of(random(2, 6, 3, 2)), attributes);
    check(13, "LRN", List.of(random(2, 6, 3, 2)), "size", size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ij,jk->ik", "bij,bjk->bik", "bhid,bhjd->bhij", "i...,ij->j...", "ij,kj"})
  void einstein(String equation) {
    int rank = equation.startsWith("bh") ? 4 : equation.startsWith("b") ? 3 : 2;
    Tensor a = rank == 4 ? random(2, 2, 3, 4) : rank == 3 ? random(2, 3, 4) : random(3, 4);
    Tensor b =
        switch (equation) {
          case "bij,bjk->bik" -> random(2, 4, 5);
          case "bhid,bhjd->bhij" -> random(2, 2, 5, 4);
          case "i...,ij->j..." -> random(3, 2);
          case "ij,kj" -> random(5, 4);
          default -> random(4, 5);
        };
    check(12, "Einsum", List.of(a, b), "equation", equation);
  }

  @Test
  void einsteinOfOne() {
    check(12, "Einsum", List.of(random(3, 3)), "equation", "i i -> i");
    check(12, "Einsum", List.of(random(2, 3)), "equation", "ij -> ji");
  }

  @ParameterizedTest
  @CsvSource({
    "linear, zeros",
    "nearest, border",
    "cubic, zeros",
    "linear, reflection",
    "cubic, reflection"
  })
  void gridSample(String mode, String padding) {
    Random random = new Random(3);
    float[] grid = new float[2 * 4 * 5 * 2];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = 2.4f * random.nextFloat() - 1.2f;
    }
    List<Tensor> in = List.of(random(2, 3, 4, 6), Tensor.of(new long[] {2, 4, 5, 2}, grid));
    for (long corners : new long[] {0, 1}) {
      check(20, "GridSample", in, "mode", mode, "padding_mode", padding, "align_corners", corners);
      String old = mode.equals("linear") ? "bilinear" : mode.equals("cubic") ? "bicubic" : mode;
      check(16, "GridSample", in, "mode", old, "padding_mode", padding, "align_corners", corners);
    }
  }

  private static Tensor bytes(ElementType type, long[] dims, int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int v : values) {
      if (type.bytes() == 1) {
        bytes.put((byte) v);
      } else {
        bytes.putInt(v);
      }
    }
    return new Tensor(type, dims, bytes.flip());
  }

  @Test
  void dequantize() {
    long[] dims = {2, 3};
    Tensor x = bytes(ElementType.INT8, dims, -128, 5, 127, 0, -3, 9);
    Tensor scale = Tensor.of(new long[0], 0.3f);
    check(10, "DequantizeLinear", List.of(x, scale, bytes(ElementType.INT8, new long[0], 7)));
    check(
        10,
        "DequantizeLinear",
        List.of(bytes(ElementType.INT32, dims, 1 << 30, 5, -70000, 0, -3, 9), scale));
    Tensor each = Nets.floats(new long[] {3}, 0.5, 1.5, 0.01);
    Tensor unsigned = bytes(ElementType.UINT8, dims, 255, 5, 127, 0, 200, 9);
    check(
        13,
        "DequantizeLinear",
        List.of(unsigned, each, bytes(ElementType.UINT8, new long[] {3}, 128, 0, 255)));
    Tensor rows = Nets.floats(new long[] {2}, 0.5, 1.5);
    check(19, "DequantizeLinear", List.of(x, rows), "axis", 0);
    Tensor blocks = Nets.floats(new long[] {2, 2}, 0.5, 1.5, 2, 3);
    check(21, "DequantizeLinear", List.of(x, blocks), "axis", 1, "block_size", 2);
  }

  @Test
  void quantize() {
    Tensor x = Nets.floats(new long[] {2, 4}, -300, 0.25, 0.75, 1.25, 400, -0.25, 63.9, 2);
    Tensor scale = Tensor.of(new long[0], 0.5f);
    for (ElementType type : List.of(ElementType.INT8, ElementType.UINT8)) {
      check(10, "QuantizeLinear", List.of(x, scale, bytes(type, new long[0], 3)));
      Tensor zeros = bytes(type, new long[] {2}, 1, 100);
      check(
          13, "QuantizeLinear", List.of(x, Nets.floats(new long[] {2}, 0.5, 3), zeros), "axis", 0);
    }
    check(19, "QuantizeLinear", List.of(x, scale));
  }

  @ParameterizedTest
  @CsvSource({"SAME_UPPER", "SAME_LOWER"})
  void transposedToTheSameSize(String auto) {
    List<Tensor> in = List.of(random(1, 2, 4, 3), random(2, 3, 3, 4), random(3));
    for (long[] strides : new long[][] {{1, 1}, {2, 2}, {2, 1}}) {
      check(11, "ConvTranspose", in, "auto_pad", auto, "strides", strides);
    }
  }

  @ParameterizedTest
  @CsvSource({"NOTSET, 8, 8", "NOTSET, 9, 7", "SAME_UPPER, 8, 7", "SAME_LOWER, 7, 8"})
  void transposedToASize(String auto, long height, long width) {
    List<Tensor> in = List.of(random(1, 2, 4, 3), random(2, 3, 3, 4), random(3));
    long[] two = {2, 2};
    long[] size = {height, width};
    check(11, "ConvTranspose", in, "auto_pad", auto, "strides", two, "output_shape", size);
  }
}
