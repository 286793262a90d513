package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Kernels.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The divergence of a block against its formula in double precision. */
class DivergenceKernelTest {
  private static final double ROUNDING = 0x1p-24;

  static Stream<Kernels> kernels() {
    return KernelAccuracyTest.kernels();
  }

  /**
   * ∂KL/∂z_k = q_k − p_k, whose sizes add up to at most √(2 KL) (Pinsker's inequality), so that
   * roundings δ of pre-activations and logarithms, some for each, are worth δ √(2 KL), and what is
   * added up after them is rounded as often as there are outputs, and some more.
   */
  @ParameterizedTest
  @MethodSource("kernels")
  void formula(Kernels kernels) {
    Random random = new Random(1);
    for (int outs : new int[] {2, 3, 10, 17}) {
      for (double scale : new double[] {0.01, 1, 8, 60}) {
        for (double apart : new double[] {0.001, 0.1, 1, 10}) {
          double[][] before = normal(random, outs, scale);
          float[] z = Blocks.normal(random, outs * BLOCK, scale * apart);
          for (int i = 0; i < z.length; i++) {
            z[i] += (float) before[i % BLOCK][i / BLOCK];
          }
          float[] each = new float[BLOCK];
          kernels.divergence(z, outs, goals(before), BLOCK, each);
          for (int s = 0; s < BLOCK; s++) {
            double[] q = sample(z, outs, s);
            double exact = divergence(before[s], q);
            double size = largest(logs(before[s])) + 3 * largest(q);
            double roundings = 8 * size * ROUNDING;
            assertThat((double) each[s])
                .as("%d outputs, scale %s, apart %s", outs, scale, apart)
                .isNotNegative()
                .isCloseTo(
                    exact,
                    within(
                        roundings * (Math.sqrt(2 * exact) + roundings)
                            + (outs + 30) * ROUNDING * exact));
          }
        }
      }
    }
  }

  /** Of a network that is as it was it is next to nothing, though the logarithms are large. */
  @ParameterizedTest
  @MethodSource("kernels")
  void nothingWhereNothingChanged(Kernels kernels) {
    double[][] before = normal(new Random(2), 10, 5);
    float[] z = new float[10 * BLOCK];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) before[i % BLOCK][i / BLOCK];
    }
    float[] each = new float[BLOCK];
    kernels.divergence(z, 10, goals(before), BLOCK, each);
    for (float error : each) {
      assertThat(error).isBetween(0f, 1e-10f); // (20 · 2⁻²⁴)², twenty times
    }
  }

  /** One was sure and the other is sure of something else: the distance, though e to it is none. */
  @ParameterizedTest
  @ValueSource(doubles = {50, 100, 1000, 1e6})
  void farApart(double far) {
    for (Kernels kernels : new Kernels[] {Kernels.best(), Kernels.plain()}) {
      double[][] before = new double[BLOCK][];
      Arrays.setAll(before, s -> new double[] {far, 0, 0});
      float[] z = new float[3 * BLOCK];
      Arrays.fill(z, BLOCK, 2 * BLOCK, (float) far);
      float[] each = new float[BLOCK];
      kernels.divergence(z, 3, goals(before), BLOCK, each);
      assertThat((double) each[BLOCK - 1]).isCloseTo(far, within(8 * far * ROUNDING));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void noNumber(float none) {
    for (Kernels kernels : new Kernels[] {Kernels.best(), Kernels.plain()}) {
      float[] z = new float[2 * BLOCK];
      z[3] = none;
      float[] each = new float[BLOCK];
      kernels.divergence(z, 2, goals(new double[BLOCK][2]), BLOCK, each);
      assertThat(each[3]).isNaN();
      assertThat(each[4]).isZero();
    }
  }

  @Test
  void parity() {
    Random random = new Random(4);
    for (int round = 0; round < 3000; round++) {
      int outs = new int[] {2, 3, 10, 17}[round % 4];
      int width = Kernels.WIDE * (1 + round % 4);
      double scale = new double[] {0.1, 3, 60}[round % 3];
      float[] t = goals(normal(random, outs, scale));
      float[] z = round % 5 == 0 ? Blocks.wild(random, outs * BLOCK) : t.clone();
      for (int i = 0; i < outs * BLOCK; i++) {
        z[i] += (float) (random.nextGaussian() * 0.3);
      }
      float[] each = new float[BLOCK];
      float[] expected = new float[BLOCK];
      Kernels.best().divergence(z, outs, t, width, each);
      Kernels.plain().divergence(z, outs, t, width, expected);
      Blocks.assertSame(each, expected, BLOCK); // and nothing beyond the width
    }
  }

  private static double[][] normal(Random random, int outs, double scale) {
    double[][] rows = new double[BLOCK][outs];
    for (double[] row : rows) {
      Arrays.setAll(row, k -> random.nextGaussian() * scale);
    }
    return rows;
  }

  /** Rows of log p, then of p. */
  private static float[] goals(double[][] before) {
    int outs = before[0].length;
    float[] goals = new float[2 * outs * BLOCK];
    for (int s = 0; s < BLOCK; s++) {
      double[] logs = logs(before[s]);
      for (int k = 0; k < outs; k++) {
        goals[k * BLOCK + s] = (float) logs[k];
        goals[(outs + k) * BLOCK + s] = (float) Math.exp(logs[k]);
      }
    }
    return goals;
  }

  private static double divergence(double[] before, double[] now) {
    double[] p = logs(before);
    double[] q = logs(now);
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum += Math.exp(p[k]) * (p[k] - q[k]);
    }
    return Math.max(0, sum);
  }

  private static double[] logs(double... z) {
    double max = DoubleStream.of(z).max().orElseThrow();
    double log = max + Math.log(DoubleStream.of(z).map(x -> Math.exp(x - max)).sum());
    return DoubleStream.of(z).map(x -> x - log).toArray();
  }

  private static double largest(double... x) {
    return DoubleStream.of(x).map(Math::abs).max().orElseThrow();
  }

  private static double[] sample(float[] z, int outs, int s) {
    double[] sample = new double[outs];
    Arrays.setAll(sample, k -> z[k * BLOCK + s]);
    return sample;
  }
}
