package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.data.NoTargets;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Operators that move elements: a tensor's elements are 0, 1, 2, ... so that each can be followed.
 */
class ReshapingTest {
  private static long[] longs(String text) {
    return text.isBlank()
        ? new long[0]
        : Arrays.stream(text.trim().split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private static Tensor counting(long... dims) {
    double[] values = new double[(int) Tensor.count(dims)];
    Arrays.setAll(values, i -> i);
    return Nets.floats(dims, values);
  }

  @ParameterizedTest
  @CsvSource({
    "2 3 4, 6 4, 6 4",
    "2 3 4, -1 2, 12 2",
    "2 3 4, 0 -1, 2 12",
    "2 3 4, 0 0 2 2, 2 3 2 2",
    "1 3 4, 1 -1, 1 12",
    "4 3, 1 -1, 1 12",
    "4 3, 1 12, 1 12",
    "4 3, 1 4 3, 1 4 3",
    "4, 1 -1, 1 4",
    "4, -1 1, 4 1",
  })
  void reshape(String from, String shape, String to) {
    Nets.Made made =
        Nets.run(13, "Reshape", List.of(counting(longs(from)), Nets.longs(longs(shape))));
    assertThat(made.dims()).containsExactly(longs(to));
    assertThat(made.elements()).isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "2 3 4, 1, 2 12",
    "2 3 4, 0, 1 24",
    "2 3 4, 2, 6 4",
    "2 3 4, -1, 6 4",
    "2 3 4, 3, 24 1"
  })
  void flatten(String from, long axis, String to) {
    Nets.Made made = Nets.run(13, "Flatten", List.of(counting(longs(from))), "axis", axis);
    assertThat(made.dims()).containsExactly(longs(to));
    assertThat(made.elements()).isSorted();
  }

  /** Axes are an attribute before opset 13 and an input from there on. */
  @ParameterizedTest
  @CsvSource({
    "Squeeze, 1 3 1 2, 0 2, 3 2",
    "Squeeze, 1 3 1 2, 2, 1 3 2",
    "Squeeze, 1 3 1 2, -2, 1 3 2",
    "Unsqueeze, 3 2, 0, 1 3 2",
    "Unsqueeze, 3 2, 1 3, 3 1 2 1",
    "Unsqueeze, 3 2, -1, 3 2 1",
    "Unsqueeze, 3 2, 3 0, 1 3 2 1",
  })
  void axesOfOneComeAndGo(String op, String from, String axes, String to) {
    Tensor x = counting(longs(from));
    Nets.Made old = Nets.run(11, op, List.of(x), "axes", longs(axes));
    Nets.Made made = Nets.run(13, op, List.of(x, Nets.longs(longs(axes))));
    assertThat(old.dims()).containsExactly(longs(to));
    assertThat(made.dims()).containsExactly(longs(to));
    assertThat(made.elements()).isSorted();
  }

  @Test
  void squeezeWithoutAxesDropsEveryOne() {
    assertThat(Nets.run(13, "Squeeze", List.of(counting(1, 3, 1, 2))).dims()).containsExactly(3, 2);
  }

  @Test
  void transpose() {
    Nets.Made made =
        Nets.run(13, "Transpose", List.of(counting(2, 3, 4)), "perm", new long[] {2, 0, 1});
    assertThat(made.dims()).containsExactly(4, 2, 3);
    for (int i = 0; i < 24; i++) { // element (c, a, b) is (a, b, c)
      assertThat(made.elements()[i]).isEqualTo(i / 3 % 2 * 12 + i % 3 * 4 + i / 6);
    }
    assertThat(Nets.run(13, "Transpose", List.of(counting(2, 3))).elements())
        .containsExactly(0, 3, 1, 4, 2, 5);
  }

  /** Of the numbers 0 to 9, as Python would slice them. */
  @ParameterizedTest
  @CsvSource({
    "2, 5, 1, 2 3 4",
    "-3, 100, 1, 7 8 9",
    "0, 10, 3, 0 3 6 9",
    "0, -1, 4, 0 4 8",
    "9, 0, -3, 9 6 3",
    "100, 2, -4, 9 5",
    "-1, -100, -5, 9 4",
    "3, -9223372036854775808, -1, 3 2 1 0",
    "5, 9223372036854775807, 2, 5 7 9",
    "5, 5, 1, ''",
    "5, 7, -1, ''",
  })
  void slice(long start, long end, long step, String expected) {
    List<Tensor> inputs =
        List.of(counting(10), Nets.longs(start), Nets.longs(end), Nets.longs(0), Nets.longs(step));
    Nets.Made made = Nets.run(13, "Slice", inputs);
    assertThat(Arrays.stream(made.elements()).mapToLong(v -> (long) v).toArray())
        .containsExactly(longs(expected));
  }

  @Test
  void sliceOfSeveralAxes() {
    List<Tensor> inputs =
        List.of(counting(2, 3, 4), Nets.longs(1, 0), Nets.longs(3, 2), Nets.longs(-1, 1));
    Nets.Made made = Nets.run(13, "Slice", inputs);
    assertThat(made.dims()).containsExactly(2, 2, 2);
    assertThat(made.elements()).containsExactly(1, 2, 5, 6, 13, 14, 17, 18);
    Nets.Made old =
        Nets.run(
            9,
            "Slice",
            List.of(counting(2, 3, 4)),
            "starts",
            new long[] {1, 0},
            "ends",
            new long[] {3, 2},
            "axes",
            new long[] {2, 1});
    assertThat(old.elements()).containsExactly(made.elements());
    List<Tensor> leading = List.of(counting(3, 2), Nets.longs(1), Nets.longs(3));
    assertThat(Nets.run(13, "Slice", leading).elements()).containsExactly(2, 3, 4, 5);
  }

  @Test
  void gather() {
    Tensor x = counting(3, 2);
    Nets.Made rows = Nets.run(13, "Gather", List.of(x, Nets.longs(2, 0, -1)));
    assertThat(rows.elements()).containsExactly(4, 5, 0, 1, 4, 5);
    Nets.Made columns = Nets.run(13, "Gather", List.of(x, Nets.longs(-2)), "axis", 1);
    assertThat(columns.dims()).containsExactly(3, 1);
    assertThat(columns.elements()).containsExactly(0, 2, 4);
    Nets.Made one = Nets.run(13, "Gather", List.of(x, Tensor.of(new long[0], 1L)), "axis", -1);
    assertThat(one.dims()).containsExactly(3);
    assertThat(one.elements()).containsExactly(1, 3, 5);
    Nets.Made square = Nets.run(13, "Gather", List.of(x, Tensor.of(new long[] {2, 2}, 0, 1, 2, 0)));
    assertThat(square.dims()).containsExactly(2, 2, 2);
    assertThat(square.elements()).containsExactly(0, 1, 2, 3, 4, 5, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 1 2 3 10 11", "-2, 0 1 2 3 10 11"})
  void concat(long axis, String expected) {
    Tensor ten = Nets.floats(new long[] {1, 2}, 10, 11);
    Nets.Made made = Nets.run(13, "Concat", List.of(counting(2, 2), ten), "axis", axis);
    assertThat(made.elements())
        .containsExactly(Arrays.stream(longs(expected)).asDoubleStream().toArray());
    Nets.Made wide =
        Nets.run(13, "Concat", List.of(counting(2, 1), counting(2, 2), counting(2, 1)), "axis", 1);
    assertThat(wide.elements()).containsExactly(0, 0, 1, 0, 1, 2, 3, 1);
  }

  /** A token that the file holds for its one sample stands before those of every sample. */
  @Test
  void aConstantForOneSampleServesSeveral() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, 1, 2, 2)
            .constant("token", Nets.floats(new long[] {1, 1, 2}, 8, 9))
            .node("Concat", "all", List.of("token", "x"), "axis", -2)
            .node("Flatten", "y", List.of("all"))
            .output("y", ElementType.FLOAT, 1, 6)
            .build()
            .graph();
    float[][] rows = {{0, 1, 2, 3}, {4, 5, 6, 7}};
    try (Network network = Nets.network(graph)) {
      double[][] made =
          Nets.outputs(network, new Samples("x", new long[] {2, 2}, rows, NoTargets.NONE));
      assertThat(made[0]).containsExactly(8, 9, 0, 1, 2, 3);
      assertThat(made[1]).containsExactly(8, 9, 4, 5, 6, 7);
    }
  }

  @Test
  void shapes() {
    assertThat(Nets.run(13, "Shape", List.of(counting(2, 3, 4))).elements())
        .containsExactly(2, 3, 4);
    assertThat(Nets.run(15, "Shape", List.of(counting(2, 3, 4)), "start", -2, "end", -1).elements())
        .containsExactly(3);
  }

  /** Over one axis from opset 13 on; before, over all axes from that one on. */
  @ParameterizedTest
  @CsvSource({
    "9, 1, 24",
    "9, 2, 4",
    "9, -1, 4",
    "13, 2, 4",
    "13, -1, 4",
    "9, 0, 24",
  })
  void softmaxOverRows(long opset, long axis, int row) {
    long[] dims =
        axis == 0 || (axis == 1 && opset < 13) ? new long[] {1, 2, 3, 4} : new long[] {2, 3, 4};
    if (axis == 0) {
      dims = new long[] {24};
    }
    check(opset, axis, dims, row);
  }

  private static void check(long opset, long axis, long[] dims, int row) {
    double[] x = new double[24];
    Arrays.setAll(x, i -> Math.sin(i) * 3);
    Tensor tensor = Nets.floats(dims, x);
    double[] soft = Nets.run(opset, "Softmax", List.of(tensor), "axis", axis).elements();
    double[] log = Nets.run(opset, "LogSoftmax", List.of(tensor), "axis", axis).elements();
    for (int from = 0; from < 24; from += row) {
      double[] expected = Naive.softmax(Arrays.copyOfRange(x, from, from + row));
      for (int i = 0; i < row; i++) { // single precision
        assertThat(soft[from + i]).isEqualTo(expected[i], offset(1e-6));
        assertThat(log[from + i]).isEqualTo(Math.log(expected[i]), offset(1e-5));
      }
    }
  }

  /** (2, 3) over its first axis: two numbers each. */
  @Test
  void softmaxOverAnInnerAxis() {
    Tensor x = Nets.floats(new long[] {2, 3}, 1, 2, 3, 3, 2, 1);
    double[] soft = Nets.run(13, "Softmax", List.of(x), "axis", 0).elements();
    List<Double> sums = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sums.add(soft[i] + soft[i + 3]);
    }
    assertThat(sums).allSatisfy(s -> assertThat(s).isEqualTo(1, offset(1e-6)));
    assertThat(soft[0]).isEqualTo(1 / (1 + Math.exp(2)), offset(1e-6));
  }

  /** Without an axis: 1 before opset 13, the last from there on. */
  @Test
  void softmaxWithoutAnAxis() {
    Tensor x = Nets.floats(new long[] {1, 2, 2}, 1, 1, 1, 1);
    assertThat(Nets.run(9, "Softmax", List.of(x)).elements()).containsExactly(.25, .25, .25, .25);
    assertThat(Nets.run(13, "Softmax", List.of(x)).elements()).containsExactly(.5, .5, .5, .5);
  }
}
