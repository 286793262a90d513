package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Kernels.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kinds of kernels against the formulas in double precision. */
class KernelAccuracyTest {
  /**
   * Half a unit in the last place of 1: the most that one rounding changes a number, relatively.
   */
  private static final double ROUNDING = 0x1p-24;

  static Stream<Kernels> kernels() {
    return Stream.of(Kernels.best(), Kernels.plain());
  }

  /**
   * One unit in the last place from exp, half of one each from the addition and from three steps in
   * which two numbers may share a division: three; and a unit is up to twice as large, relatively,
   * where it arises as where it is counted.
   */
  private static final int SIGMOID_ULPS = 6;

  @ParameterizedTest
  @MethodSource("kernels")
  void sigmoid(Kernels kernels) {
    float[] x = steps(-40, 40, (1 << 14) + BLOCK);
    float[] y = applied(kernels, Activation.SIGMOID, x);
    for (int i = 0; i < x.length; i++) {
      double expected = 1 / (1 + Math.exp(-x[i]));
      assertThat((double) y[i])
          .as("sigmoid(%s)", x[i])
          .isCloseTo(expected, within(SIGMOID_ULPS * (double) Math.ulp((float) expected)));
    }
  }

  /** 2 σ(2x) − 1, so that near 0 the error stays what σ's is at one half. */
  @ParameterizedTest
  @MethodSource("kernels")
  void tanh(Kernels kernels) {
    float[] x = steps(-20, 20, (1 << 14) + BLOCK);
    float[] y = applied(kernels, Activation.TANH, x);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) y[i])
          .as("tanh(%s)", x[i])
          .isCloseTo(Math.tanh(x[i]), within(2 * SIGMOID_ULPS * ROUNDING));
    }
  }

  /** Whatever is beside it: one row, two and three, of which one is far from zero. */
  @ParameterizedTest
  @MethodSource("kernels")
  void farFromZero(Kernels kernels) {
    float[] distances = {41, 100, 1e30f, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
    for (float far : distances) {
      for (int rows = 1; rows <= 3; rows++) {
        for (int row = 0; row < rows; row++) {
          float[] x = new float[rows * BLOCK];
          x[row * BLOCK] = far;
          x[row * BLOCK + 1] = -far;
          float[] sigmoid = applied(kernels, Activation.SIGMOID, x);
          float[] tanh = applied(kernels, Activation.TANH, x);
          for (int i = 0; i < x.length; i++) {
            double e = Math.exp(-Math.abs(x[i]));
            assertThat((double) sigmoid[i])
                .isCloseTo((x[i] > 0 ? 1 : e) / (1 + e), within(SIGMOID_ULPS * ROUNDING));
            assertThat((double) tanh[i])
                .isCloseTo(Math.tanh(x[i]), within(2 * SIGMOID_ULPS * ROUNDING));
          }
        }
      }
    }
  }

  /** What needs no rounding is exact. */
  @ParameterizedTest
  @MethodSource("kernels")
  void linesAreExact(Kernels kernels) {
    float tiny = Float.MIN_VALUE;
    float[] x = {-2, -0f, 0f, 3, tiny, -tiny, 1e30f, -1e30f, Float.NEGATIVE_INFINITY};
    assertThat(applied(kernels, Activation.IDENTITY, x)).startsWith(x);
    assertThat(applied(kernels, Activation.RELU, x))
        .startsWith(0f, 0f, 0f, 3f, tiny, 0f, 1e30f, 0f, 0f);
    float[] leaky = new float[BLOCK];
    System.arraycopy(x, 0, leaky, 0, x.length);
    kernels.activate(Activation.LEAKY_RELU, 0.25f, leaky, BLOCK);
    assertThat(leaky)
        .startsWith(-0.5f, -0f, 0f, 3f, tiny, -0f, 1e30f, -0.25e30f, Float.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void whatIsNoNumberStaysNone(Kernels kernels) {
    for (Activation f : Activation.values()) {
      float[] y = new float[BLOCK];
      Arrays.fill(y, Float.NaN);
      kernels.activate(f, 0.01f, y, BLOCK);
      for (float each : y) {
        assertThat(each).isNaN();
      }
    }
  }

  /** One rounding for each product, of sums that are no larger than the sum of their sizes. */
  @ParameterizedTest
  @MethodSource("kernels")
  void affineMaps(Kernels kernels) {
    Random random = new Random(1);
    for (int in : new int[] {1, 3, 16, 17, 100}) {
      for (int out : new int[] {1, 2, 3, 4, 5, 10, 17}) {
        int stride = Kernels.padded(out);
        int[] rows = Blocks.rows(random, in);
        float[] x = Blocks.normal(random, in * BLOCK, 2);
        float[] w = Blocks.normal(random, in * stride, 1);
        float[] b = Blocks.normal(random, out, 1);
        float[] y = new float[stride * BLOCK];
        kernels.affine(x, rows, in, w, b, out, y);
        for (int k = 0; k < out; k++) {
          for (int s = 0; s < BLOCK; s++) {
            double sum = b[k];
            double size = Math.abs(b[k]);
            for (int j = 0; j < in; j++) {
              double product = (double) w[j * stride + k] * x[rows[j] + s];
              sum += product;
              size += Math.abs(product);
            }
            assertThat((double) y[k * BLOCK + s]).isCloseTo(sum, within(in * ROUNDING * size));
          }
        }
      }
    }
  }

  /** A product and a sum, rounded once. */
  @ParameterizedTest
  @MethodSource("kernels")
  void rankOneUpdates(Kernels kernels) {
    Random random = new Random(2);
    int[] rows = {5 * BLOCK, 0, 2 * BLOCK};
    float[] z = Blocks.normal(random, 6 * BLOCK, 2);
    float[] a = Blocks.normal(random, 2 * BLOCK, 1);
    float[] w = Blocks.normal(random, 5, 1);
    float[] y = new float[3 * BLOCK];
    kernels.subtract(z, rows, 3, a, BLOCK, w, 2, y);
    for (int i = 0; i < 3; i++) {
      for (int s = 0; s < BLOCK; s++) {
        // a product of two floats is exact in a double
        double exact = z[rows[i] + s] - (double) a[BLOCK + s] * w[2 + i];
        double rounded = (double) Math.ulp((float) exact) / 2;
        assertThat((double) y[i * BLOCK + s]).isCloseTo(exact, within(rounded * (1 + 1e-6)));
      }
    }
  }

  /**
   * The polynomial is off by 1.3e-7, a doubling doubles that at most, and about eight roundings
   * follow.
   */
  private static final double SHIFTED = 1.3e-7 * 4 + 8 * ROUNDING;

  /** Relative to the result, however small, as errors of sure outputs are. */
  @ParameterizedTest
  @MethodSource("kernels")
  void shiftedSigmoids(Kernels kernels) {
    Random random = new Random(3);
    for (double reach : new double[] {0.01, 0.1, 0.5, 0.9, 1.9}) {
      for (int n : new int[] {1, 2, 3, 10, 17}) {
        float[] z = Blocks.normal(random, n * BLOCK, 8);
        float[] a = uniform(random, 2 * BLOCK, 1);
        float[] w = uniform(random, n + 1, reach);
        float[] o = new float[n * BLOCK];
        float[] h = new float[n * BLOCK];
        for (int i = 0; i < o.length; i++) {
          o[i] = (float) (1 / (1 + Math.exp(-z[i])));
          h[i] = (float) Math.tanh(z[i]);
        }
        int[] rows = IntStream.range(0, n).map(i -> i * BLOCK).toArray();
        float[] sigmoid = new float[n * BLOCK];
        float[] tanh = new float[n * BLOCK];
        int d = Kernels.doublings(Activation.SIGMOID, (float) reach);
        kernels.shifted(Activation.SIGMOID, o, rows, n, a, BLOCK, w, 1, d, sigmoid);
        int twice = Kernels.doublings(Activation.TANH, (float) reach);
        if (twice <= Kernels.MOST_DOUBLINGS) {
          kernels.shifted(Activation.TANH, h, rows, n, a, BLOCK, w, 1, twice, tanh);
        }
        for (int i = 0; i < o.length; i++) {
          double x = (double) a[BLOCK + i % BLOCK] * w[1 + i / BLOCK];
          double grown = Math.expm1(x); // of the rounded o, which is what is given
          double expected = o[i] / (1 + (1 - (double) o[i]) * grown);
          assertThat((double) sigmoid[i]).isCloseTo(expected, within(SHIFTED * expected));
          if (twice <= Kernels.MOST_DOUBLINGS) {
            double t = (h[i] - Math.tanh(x)) / (1 - h[i] * Math.tanh(x));
            assertThat((double) tanh[i]).isCloseTo(t, within(4 * SHIFTED));
          }
        }
      }
    }
  }

  /**
   * Where the polynomial does not hold, and where there is no number, another way must be taken.
   */
  @Test
  void whatIsTooFarIsNotDoubled() {
    assertThat(Kernels.doublings(Activation.SIGMOID, 0)).isZero();
    assertThat(Kernels.doublings(Activation.SIGMOID, 0.5f)).isZero();
    assertThat(Kernels.doublings(Activation.TANH, 0.5f)).isEqualTo(1);
    assertThat(Kernels.doublings(Activation.SIGMOID, 2)).isEqualTo(2);
    for (float far : new float[] {2.001f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN}) {
      assertThat(Kernels.doublings(Activation.SIGMOID, far)).isGreaterThan(Kernels.MOST_DOUBLINGS);
    }
  }

  private static float[] uniform(Random random, int count, double reach) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) ((2 * random.nextDouble() - 1) * reach);
    }
    return x;
  }

  private static float[] steps(double from, double to, int count) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) (from + (to - from) * i / (count - 1));
    }
    return x;
  }

  private static float[] applied(Kernels kernels, Activation f, float... x) {
    float[] y = Arrays.copyOf(x, (x.length + BLOCK - 1) / BLOCK * BLOCK);
    kernels.activate(f, 0, y, y.length);
    return y;
  }
}
