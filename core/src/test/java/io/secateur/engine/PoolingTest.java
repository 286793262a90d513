package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools of (2 channels, 7, 6), whose windows are listed by hand or found by plain loops. */
class PoolingTest {
  private static final int H = 7;
  private static final int W = 6;

  /** Where windows begin along one axis, and how far each reaches; pads are negative places. */
  private static int[][] windows(int in, int k, int s, int before, int after, boolean ceil) {
    double steps = (double) (in + before + after - k) / s;
    int count = (int) (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
    if (ceil && (count - 1) * s >= in + before) {
      count--; // ONNX: a window that would begin in the padding after the input is left out
    }
    int[][] windows = new int[count][];
    for (int i = 0; i < count; i++) {
      int start = i * s - before;
      windows[i] = new int[] {start, Math.min(start + k, in + after)};
    }
    return windows;
  }

  private static double pooled(
      double[] x, int channel, int[] rows, int[] columns, String op, boolean padsCount) {
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int inside = 0;
    for (int r = rows[0]; r < rows[1]; r++) {
      for (int c = columns[0]; c < columns[1]; c++) {
        if (r >= 0 && r < H && c >= 0 && c < W) {
          double v = x[(channel * H + r) * W + c];
          max = Math.max(max, v);
          sum += v;
          inside++;
        }
      }
    }
    int all = (rows[1] - rows[0]) * (columns[1] - columns[0]);
    return op.equals("MaxPool") ? max : sum / (padsCount ? all : inside);
  }

  @ParameterizedTest
  @CsvSource({
    "2 2, 2 2, 0 0 0 0, 0, 0",
    "2 2, 2 2, 0 0 0 0, 1, 0",
    "3 3, 2 2, 1 1 1 1, 0, 0",
    "3 3, 2 2, 1 1 1 1, 0, 1",
    "3 3, 2 2, 1 1 1 1, 1, 0",
    "3 3, 2 2, 1 1 1 1, 1, 1",
    "3 2, 1 3, 0 1 2 0, 0, 1",
    "3 2, 1 3, 0 1 2 0, 1, 0",
    "2 2, 3 3, 1 1 1 1, 1, 0",
    "2 2, 3 3, 1 1 1 1, 1, 1",
    "7 6, 1 1, 0 0 0 0, 0, 0",
  })
  void everyWindow(String kernel, String strides, String pads, int ceil, int padsCount) {
    long[] k = Arrays.stream(kernel.split(" ")).mapToLong(Long::parseLong).toArray();
    long[] s = Arrays.stream(strides.split(" ")).mapToLong(Long::parseLong).toArray();
    long[] p = Arrays.stream(pads.split(" ")).mapToLong(Long::parseLong).toArray();
    Tensor x = Weights.random(1, 1, 2, H, W);
    int[][] rows = windows(H, (int) k[0], (int) s[0], (int) p[0], (int) p[2], ceil == 1);
    int[][] columns = windows(W, (int) k[1], (int) s[1], (int) p[1], (int) p[3], ceil == 1);
    for (String op : List.of("MaxPool", "AveragePool")) {
      Nets.Made made =
          op.equals("MaxPool")
              ? Nets.run(
                  13, op, List.of(x), "kernel_shape", k, "strides", s, "pads", p, "ceil_mode", ceil)
              : Nets.run(
                  13,
                  op,
                  List.of(x),
                  "kernel_shape",
                  k,
                  "strides",
                  s,
                  "pads",
                  p,
                  "ceil_mode",
                  ceil,
                  "count_include_pad",
                  padsCount);
      assertThat(made.dims()).as(op).containsExactly(1, 2, rows.length, columns.length);
      int n = 0;
      for (int channel = 0; channel < 2; channel++) {
        for (int[] row : rows) {
          for (int[] column : columns) {
            double expected = pooled(Nets.doubles(x), channel, row, column, op, padsCount == 1);
            // a mean of up to 42 numbers in single precision
            assertThat(made.elements()[n++]).as(op).isEqualTo(expected, offset(1e-6));
          }
        }
      }
    }
  }

  /** 1 2 3 4 5 in pairs, padded to six at the end (UPPER) or at the start (LOWER). */
  @ParameterizedTest
  @CsvSource({
    "MaxPool, SAME_UPPER, 2 4 5",
    "MaxPool, SAME_LOWER, 1 3 5",
    "MaxPool, VALID, 2 4",
    "AveragePool, SAME_UPPER, 1.5 3.5 5",
    "AveragePool, SAME_LOWER, 1 2.5 4.5",
  })
  void automaticPads(String op, String auto, String expected) {
    Tensor x = Nets.floats(new long[] {1, 1, 5}, 1, 2, 3, 4, 5);
    Nets.Made made =
        Nets.run(
            13,
            op,
            List.of(x),
            "auto_pad",
            auto,
            "kernel_shape",
            new long[] {2},
            "strides",
            new long[] {2});
    assertThat(made.elements())
        .containsExactly(
            Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray());
  }

  @Test
  void aDilatedMaximum() {
    Tensor x = Nets.floats(new long[] {1, 1, 5}, 1, 9, 3, 4, 5);
    Nets.Made made =
        Nets.run(
            13, "MaxPool", List.of(x), "kernel_shape", new long[] {2}, "dilations", new long[] {2});
    assertThat(made.elements()).containsExactly(3, 9, 5);
  }

  @Test
  void threeDimensions() {
    Tensor x = Nets.floats(new long[] {1, 1, 2, 2, 2}, 1, 2, 3, 4, 5, 6, 7, 12);
    long[] all = {2, 2, 2};
    assertThat(Nets.run(13, "MaxPool", List.of(x), "kernel_shape", all).elements())
        .containsExactly(12);
    assertThat(Nets.run(13, "AveragePool", List.of(x), "kernel_shape", all).elements())
        .containsExactly(5);
  }

  @Test
  void globalPools() {
    Tensor x = Nets.floats(new long[] {1, 2, 2, 2}, 1, 2, 3, 6, -1, -2, -3, -10);
    assertThat(Nets.run(13, "GlobalMaxPool", List.of(x)).elements()).containsExactly(6, -1);
    Nets.Made mean = Nets.run(13, "GlobalAveragePool", List.of(x));
    assertThat(mean.elements()).containsExactly(3, -4);
    assertThat(mean.dims()).containsExactly(1, 2, 1, 1);
  }
}
