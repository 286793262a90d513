package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions of (4 channels, 6, 5) against plain loops. */
class ConvolutionTest {
  private static final int IN = 4;
  private static final int H = 6;
  private static final int W = 5;

  /** Sums of 36 products of numbers below 1 in single precision. */
  private static final double SINGLE = 1e-5;

  private static long[] longs(String text) {
    return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  /** ONNX writes pads as all befores and then all afters. */
  @ParameterizedTest
  @CsvSource({
    "3 3, 1 1, 1 1, 0 0 0 0, 1",
    "3 3, 1 1, 1 1, 1 1 1 1, 1",
    "3 2, 2 1, 1 1, 1 0 1 0, 1",
    "1 5, 1 1, 1 1, 0 2 0 2, 1",
    "2 2, 2 3, 1 1, 0 0 1 1, 1",
    "3 3, 1 2, 2 1, 2 0 1 3, 1",
    "3 3, 1 1, 1 1, 1 1 1 1, 2",
    "3 3, 2 2, 1 1, 1 0 0 1, 4",
  })
  void everyWindow(String kernel, String strides, String dilations, String pads, int groups) {
    long[] k = longs(kernel);
    long[] s = longs(strides);
    long[] d = longs(dilations);
    long[] p = longs(pads);
    Object[] attributes = {
      "strides", s, "dilations", d, "pads", p, "group", groups, "kernel_shape", k
    };
    check(k, s, d, new int[] {(int) p[0], (int) p[2], (int) p[1], (int) p[3]}, groups, attributes);
  }

  /**
   * SAME: as many outputs as input / stride, rounded up; what padding is missing is shared out, and
   * an odd one goes after (UPPER) or before (LOWER). The pads here are worked out by hand for 6 x
   * 5.
   */
  @ParameterizedTest
  @CsvSource({
    "SAME_UPPER, 3 3, 1 1, 1 1, 1 1 1 1",
    "SAME_UPPER, 2 2, 1 1, 1 1, 0 1 0 1",
    "SAME_LOWER, 2 2, 1 1, 1 1, 1 0 1 0",
    "SAME_UPPER, 3 3, 2 2, 1 1, 0 1 1 1",
    "SAME_LOWER, 3 3, 2 2, 1 1, 1 0 1 1",
    "SAME_LOWER, 3 2, 1 1, 2 1, 2 2 1 0",
    "SAME_UPPER, 1 1, 3 3, 1 1, 0 0 0 0",
    "VALID, 3 3, 1 1, 1 1, 0 0 0 0",
  })
  void automaticPads(String auto, String kernel, String strides, String dilations, String pads) {
    long[] p = longs(pads); // before and after the rows, before and after the columns
    check(
        longs(kernel),
        longs(strides),
        longs(dilations),
        Arrays.stream(p).mapToInt(v -> (int) v).toArray(),
        1,
        "auto_pad",
        auto,
        "strides",
        longs(strides),
        "dilations",
        longs(dilations));
  }

  private static void check(
      long[] k, long[] s, long[] d, int[] pads, int groups, Object... attributes) {
    Tensor x = Weights.random(1, 1, IN, H, W);
    Tensor kernel = Weights.random(2, 8, IN / groups, k[0], k[1]);
    Tensor bias = Weights.random(3, 8);
    Naive.Window window =
        new Naive.Window(
            (int) k[0], (int) k[1], (int) s[0], (int) s[1], (int) d[0], (int) d[1], pads);
    double[] expected =
        Naive.convolve(
            Nets.doubles(x), IN, H, W, Nets.doubles(kernel), Nets.doubles(bias), groups, window);
    Nets.Made made = Nets.run(13, "Conv", List.of(x, kernel, bias), attributes);
    assertThat(made.dims()).containsExactly(1, 8, window.outRows(H), window.outColumns(W));
    assertThat(made.elements()).containsExactly(expected, offset(SINGLE));
  }

  /** Over one axis it is what two axes give with one row. */
  @Test
  void oneDimension() {
    Tensor x = Weights.random(1, 1, 3, 9);
    Tensor kernel = Weights.random(2, 2, 3, 4);
    Naive.Window window = new Naive.Window(1, 4, 1, 2, 1, 1, new int[] {0, 0, 1, 2});
    double[] expected =
        Naive.convolve(Nets.doubles(x), 3, 1, 9, Nets.doubles(kernel), new double[2], 1, window);
    Nets.Made made =
        Nets.run(
            13, "Conv", List.of(x, kernel), "pads", new long[] {1, 2}, "strides", new long[] {2});
    assertThat(made.elements()).containsExactly(expected, offset(SINGLE));
  }

  /** Over three axes: ones over ones count the elements under the kernel. */
  @Test
  void threeDimensions() {
    double[] ones = new double[27];
    Arrays.fill(ones, 1);
    Tensor x = Nets.floats(new long[] {1, 1, 3, 3, 3}, ones);
    Nets.Made made = Nets.run(13, "Conv", List.of(x, x), "pads", new long[] {1, 1, 1, 1, 1, 1});
    assertThat(made.dims()).containsExactly(1, 1, 3, 3, 3);
    assertThat(made.elements()[0]).isEqualTo(8); // a corner
    assertThat(made.elements()[1]).isEqualTo(12); // an edge
    assertThat(made.elements()[4]).isEqualTo(18); // a side
    assertThat(made.elements()[13]).isEqualTo(27); // the middle
  }

  /** Every element of x spreads the kernel over y: plain loops, then what pads cut off. */
  @ParameterizedTest
  @CsvSource({
    "1 1, 1 1, 0 0 0 0, 0 0, 1",
    "2 3, 1 1, 0 0 0 0, 0 0, 1",
    "2 2, 1 1, 1 0 1 2, 1 0, 2",
    "1 2, 2 1, 1 1 0 1, 0 1, 1",
    "3 1, 1 2, 0 1 1 0, 2 1, 2",
  })
  void transposed(String strides, String dilations, String pads, String more, int groups) {
    long[] s = longs(strides);
    long[] d = longs(dilations);
    long[] p = longs(pads); // rows and columns before, then after
    long[] o = longs(more);
    Tensor x = Weights.random(1, 1, IN, H, W);
    Tensor kernel = Weights.random(2, IN, 6 / groups, 3, 2);
    Tensor bias = Weights.random(3, 6);
    int rows = (int) ((H - 1) * s[0] + 2 * d[0] + 1 + o[0]);
    int columns = (int) ((W - 1) * s[1] + d[1] + 1 + o[1]);
    double[] whole = new double[6 * rows * columns];
    Arrays.setAll(whole, i -> bias.at(i / (rows * columns)));
    for (int i = 0; i < IN * H * W * (6 / groups) * 6; i++) {
      int kc = i % 2;
      int kr = i / 2 % 3;
      int out = i / 6 % (6 / groups);
      int pixel = i / 6 / (6 / groups);
      int in = pixel / (H * W);
      int channel = in / (IN / groups) * (6 / groups) + out;
      int row = (int) (pixel / W % H * s[0] + kr * d[0]);
      int column = (int) (pixel % W * s[1] + kc * d[1]);
      whole[(channel * rows + row) * columns + column] +=
          x.at(pixel) * kernel.at(((in * (6 / groups) + out) * 3 + kr) * 2 + kc);
    }
    List<Double> expected = new ArrayList<>();
    for (int c = 0; c < 6; c++) {
      for (int r = (int) p[0]; r < rows - p[2]; r++) {
        for (int k = (int) p[1]; k < columns - p[3]; k++) {
          expected.add(whole[(c * rows + r) * columns + k]);
        }
      }
    }
    Nets.Made made =
        Nets.run(
            13,
            "ConvTranspose",
            List.of(x, kernel, bias),
            "strides",
            s,
            "dilations",
            d,
            "pads",
            p,
            "output_padding",
            o,
            "group",
            groups);
    assertThat(made.dims()).containsExactly(1, 6, rows - p[0] - p[2], columns - p[1] - p[3]);
    assertThat(made.elements())
        .containsExactly(expected.stream().mapToDouble(v -> v).toArray(), offset(SINGLE));
  }
}
