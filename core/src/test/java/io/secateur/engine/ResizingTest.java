package io.secateur.engine;

import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Resize and Upsample against ONNX Runtime. */
class ResizingTest {
  private static Tensor random(long... dims) {
    Random random = new Random(1);
    float[] values = new float[(int) Tensor.count(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(dims, values);
  }

  private static Tensor scales(double... scales) {
    return Nets.floats(new long[] {scales.length}, scales);
  }

  static Stream<Arguments> ways() {
    List<String> places =
        List.of(
            "half_pixel",
            "pytorch_half_pixel",
            "asymmetric",
            "align_corners",
            "half_pixel_symmetric");
    return places.stream()
        .flatMap(p -> Stream.of("nearest", "linear", "cubic").map(m -> Arguments.of(p, m)));
  }

  /** Larger, smaller, to a single pixel, by scales and by sizes. */
  @ParameterizedTest
  @MethodSource("ways")
  void everyWay(String place, String mode) {
    Tensor x = random(2, 3, 5, 7);
    Object[] attributes = {"coordinate_transformation_mode", place, "mode", mode};
    for (double[] s : new double[][] {{1, 1, 2, 2}, {1, 1, 1.7, 0.6}, {1, 1, 0.5, 3}}) {
      long opset = place.equals("half_pixel_symmetric") ? 19 : 11;
      Parity.check(opset, "Resize", Arrays.asList(x, scales(), scales(s)), attributes);
    }
    for (long[] s : new long[][] {{2, 3, 10, 14}, {2, 3, 4, 9}, {2, 3, 1, 5}, {2, 3, 13, 3}}) {
      List<@Nullable Tensor> in = Arrays.asList(x, null, null, Nets.longs(s));
      Parity.check(19, "Resize", in, attributes);
    }
  }

  @ParameterizedTest
  @CsvSource({"floor", "ceil", "round_prefer_floor", "round_prefer_ceil"})
  void whichIsNearest(String nearest) {
    for (double scale : new double[] {2, 0.5, 1.5, 0.7}) {
      List<@Nullable Tensor> in = Arrays.asList(random(1, 2, 6, 6), null, scales(1, 1, scale, 1));
      Parity.check(13, "Resize", in, new Object[] {"nearest_mode", nearest});
    }
  }

  @ParameterizedTest
  @CsvSource({"-0.5, 0", "-0.75, 1"})
  void cubicCoefficients(float a, int outside) {
    List<@Nullable Tensor> in = Arrays.asList(random(1, 2, 6, 6), null, scales(1, 1, 1.6, 2.5));
    Object[] attributes = {"mode", "cubic", "cubic_coeff_a", a, "exclude_outside", outside};
    Parity.check(18, "Resize", in, attributes);
  }

  /** From opset 18 on only some axes may be named. */
  @ParameterizedTest
  @CsvSource({"nearest", "linear"})
  void someAxes(String mode) {
    List<@Nullable Tensor> in = Arrays.asList(random(1, 2, 4, 6), null, null, Nets.longs(8, 9));
    Parity.check(18, "Resize", in, new Object[] {"mode", mode, "axes", new long[] {2, 3}});
  }

  /** What ONNX Runtime is left to do. */
  @ParameterizedTest
  @CsvSource({"linear", "cubic"})
  void smoothed(String mode) {
    List<@Nullable Tensor> in = Arrays.asList(random(1, 2, 8, 8), null, scales(1, 1, 0.5, 0.3));
    Parity.check(18, "Resize", in, new Object[] {"mode", mode, "antialias", 1});
  }

  @ParameterizedTest
  @CsvSource({
    "Upsample, 9, nearest",
    "Upsample, 9, linear",
    "Resize, 10, nearest",
    "Resize, 10, linear"
  })
  void olderOnes(String op, long opset, String mode) {
    for (double[] s : new double[][] {{1, 1, 2, 2}, {1, 1, 2.5, 1.5}}) {
      List<@Nullable Tensor> in = List.of(random(1, 2, 4, 6), scales(s));
      Parity.check(opset, op, in, new Object[] {"mode", mode});
    }
    if (op.equals("Resize")) {
      List<@Nullable Tensor> in = List.of(random(1, 2, 5, 6), scales(1, 1, 0.6, 0.5));
      Parity.check(opset, op, in, new Object[] {"mode", mode});
    }
  }

  @ParameterizedTest
  @CsvSource({"nearest", "linear"})
  void scalesThatAreAnAttribute(String mode) {
    List<@Nullable Tensor> in = List.of(random(1, 2, 4, 6));
    float[] scales = {1, 1, 2, 3};
    Parity.check(7, "Upsample", in, new Object[] {"mode", mode, "scales", scales});
  }
}
