package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One number for the elements along some axes of (2, 3, 4), against plain loops. */
class ReductionTest {
  private static final int[] DIMS = {2, 3, 4};

  private static final Map<String, ToDoubleFunction<double[]>> DEFINITIONS =
      Map.of(
          "ReduceSum", x -> Arrays.stream(x).sum(),
          "ReduceMean", x -> Arrays.stream(x).average().orElseThrow(),
          "ReduceMax", x -> Arrays.stream(x).max().orElseThrow(),
          "ReduceMin", x -> Arrays.stream(x).min().orElseThrow(),
          "ReduceProd", x -> Arrays.stream(x).reduce(1, (a, b) -> a * b),
          "ReduceSumSquare", x -> Arrays.stream(x).map(v -> v * v).sum(),
          "ReduceL1", x -> Arrays.stream(x).map(Math::abs).sum(),
          "ReduceL2", x -> Math.sqrt(Arrays.stream(x).map(v -> v * v).sum()),
          "ReduceLogSumExp", x -> Math.log(Arrays.stream(x).map(Math::exp).sum()));

  private static double[] values() {
    double[] x = new double[24];
    Arrays.setAll(x, i -> (float) (1.3 * Math.sin(i)));
    return x;
  }

  private static Tensor tensor() {
    return Nets.floats(new long[] {2, 3, 4}, values());
  }

  /** Gathers what falls together, cell by cell of the axes that stay. */
  private static double[] expected(String op, boolean[] reduced) {
    List<List<Double>> cells = new ArrayList<>();
    double[] x = values();
    for (int i = 0; i < 24; i++) {
      int[] at = {i / 12, i / 4 % 3, i % 4};
      int cell = 0;
      for (int axis = 0; axis < 3; axis++) {
        cell = reduced[axis] ? cell : cell * DIMS[axis] + at[axis];
      }
      while (cells.size() <= cell) {
        cells.add(new ArrayList<>());
      }
      cells.get(cell).add(x[i]);
    }
    return cells.stream()
        .map(c -> c.stream().mapToDouble(v -> v).toArray())
        .mapToDouble(DEFINITIONS.get(op))
        .toArray();
  }

  private static long[] dims(boolean[] reduced, boolean keep) {
    List<Long> dims = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      if (!reduced[axis]) {
        dims.add((long) DIMS[axis]);
      } else if (keep) {
        dims.add(1L);
      }
    }
    return dims.stream().mapToLong(d -> d).toArray();
  }

  private static void check(Nets.Made made, String op, boolean[] reduced, boolean keep) {
    assertThat(made.dims()).containsExactly(dims(reduced, keep));
    assertThat(made.elements()).containsExactly(expected(op, reduced), offset(1e-5)); // single
  }

  /** As an attribute and as an input, negative axes among them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReduceSum",
        "ReduceMean",
        "ReduceMax",
        "ReduceMin",
        "ReduceProd",
        "ReduceSumSquare",
        "ReduceL1",
        "ReduceL2",
        "ReduceLogSumExp"
      })
  void everyKind(String op) {
    for (String axes : List.of("0", "1", "-1", "0 2", "1 -1", "-3 1", "0 1 2")) {
      long[] numbers = Arrays.stream(axes.split(" ")).mapToLong(Long::parseLong).toArray();
      boolean[] reduced = new boolean[3];
      Arrays.stream(numbers).forEach(a -> reduced[Math.floorMod(a, 3)] = true);
      for (int keep = 0; keep < 2; keep++) {
        check(
            Nets.run(11, op, List.of(tensor()), "axes", numbers, "keepdims", keep),
            op,
            reduced,
            keep == 1);
        check(
            Nets.run(18, op, List.of(tensor(), Nets.longs(numbers)), "keepdims", keep),
            op,
            reduced,
            keep == 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ReduceSum", "ReduceMean"})
  void withoutAxesItIsAllOrNothing(String op) {
    check(Nets.run(13, op, List.of(tensor())), op, new boolean[] {true, true, true}, true);
    Nets.Made same = Nets.run(13, op, List.of(tensor()), "noop_with_empty_axes", 1);
    assertThat(same.dims()).containsExactly(2, 3, 4);
    assertThat(same.elements()).containsExactly(values());
  }

  @Test
  void integersStayIntegers() {
    assertThat(Nets.run(13, "ReduceProd", List.of(Nets.longs(2, 3, 7))).elements())
        .containsExactly(42);
    assertThat(Nets.run(13, "ReduceSum", List.of(Nets.longs(2, 3, 7))).elements())
        .containsExactly(12);
  }
}
