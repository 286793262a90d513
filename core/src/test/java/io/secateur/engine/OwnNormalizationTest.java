package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normalisation by a sample's own mean and variance, against plain loops. */
class OwnNormalizationTest {
  private static final double EPSILON = 0.01;

  /** Each run of {@code length} elements with mean 0 and variance 1, but for epsilon. */
  private static double[] normal(double[] x, int length) {
    double[] y = x.clone();
    for (int from = 0; from < x.length; from += length) {
      double[] run = Arrays.copyOfRange(x, from, from + length);
      double mean = Arrays.stream(run).average().orElseThrow();
      double variance =
          Arrays.stream(run).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int i = from; i < from + length; i++) {
        y[i] = (x[i] - mean) / Math.sqrt(variance + EPSILON);
      }
    }
    return y;
  }

  private static void check(
      Nets.Made made, double[] normal, Tensor scale, @Nullable Tensor bias, int each) {
    double[] expected = new double[normal.length];
    int n = (int) scale.size();
    Arrays.setAll(
        expected,
        i -> normal[i] * scale.at(i / each % n) + (bias == null ? 0 : bias.at(i / each % n)));
    assertThat(made.elements()).containsExactly(expected, offset(1e-5)); // of about 1, single
  }

  @ParameterizedTest
  @CsvSource({"-1, 4", "2, 4", "1, 12"})
  void byLayer(long axis, int length) {
    Tensor x = Weights.random(1, 2, 3, 4);
    long[] dims = length == 4 ? new long[] {4} : new long[] {3, 4};
    Tensor scale = Weights.random(2, dims);
    Tensor bias = Weights.random(3, dims);
    double[] normal = normal(Nets.doubles(x), length);
    Object[] attributes = {"axis", axis, "epsilon", EPSILON};
    check(
        Nets.run(17, "LayerNormalization", List.of(x, scale, bias), attributes),
        normal,
        scale,
        bias,
        1);
    check(
        Nets.run(17, "LayerNormalization", List.of(x, scale), attributes), normal, scale, null, 1);
  }

  @Test
  void byInstance() {
    Tensor x = Weights.random(1, 2, 3, 2, 4);
    Tensor scale = Weights.random(2, 3);
    Tensor bias = Weights.random(3, 3);
    Nets.Made made =
        Nets.run(13, "InstanceNormalization", List.of(x, scale, bias), "epsilon", EPSILON);
    check(made, normal(Nets.doubles(x), 8), scale, bias, 8);
  }

  /** Scale and bias are one a group in opset 18, and one a channel from 21 on. */
  @ParameterizedTest
  @CsvSource({"18, 2", "21, 4"})
  void byGroup(long opset, int parameters) {
    Tensor x = Weights.random(1, 2, 4, 3, 2);
    Tensor scale = Weights.random(2, parameters);
    Tensor bias = Weights.random(3, parameters);
    Nets.Made made =
        Nets.run(
            opset,
            "GroupNormalization",
            List.of(x, scale, bias),
            "num_groups",
            2,
            "epsilon",
            EPSILON);
    check(made, normal(Nets.doubles(x), 12), scale, bias, 24 / parameters);
  }
}
