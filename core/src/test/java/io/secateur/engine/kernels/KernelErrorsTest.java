package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Kernels.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.testing.Loss;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The three errors of a block against their formulas in double precision. */
class KernelErrorsTest {
  private static final double ROUNDING = 0x1p-24;

  /** An error, by the kernel and by its formula. */
  enum Kind {
    SQUARED {
      @Override
      void kernel(Kernels kernels, float[] z, int outs, float[] t, float[] each) {
        kernels.squared(z, outs, t, BLOCK, each);
      }

      @Override
      double formula(double[] z, double[] t) {
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
          sum += (z[k] - t[k]) * (z[k] - t[k]) / 2;
        }
        return sum;
      }
    },
    BRIER {
      @Override
      void kernel(Kernels kernels, float[] z, int outs, float[] t, float[] each) {
        kernels.brier(z.clone(), outs, t, BLOCK, each);
      }

      @Override
      double formula(double[] z, double[] t) {
        double[] p = Loss.softmax(z);
        return IntStream.range(0, z.length).mapToDouble(k -> Math.pow(p[k] - t[k], 2) / 2).sum();
      }
    },
    MISTAKES {
      @Override
      void kernel(Kernels kernels, float[] z, int outs, float[] t, float[] each) {
        kernels.mistakes(z, outs, t, BLOCK, each);
      }

      @Override
      double formula(double[] z, double[] t) {
        if (z.length == 1) {
          return Math.abs(t[0] - (z[0] > 0 ? 1 : 0));
        }
        double largest = Arrays.stream(z).max().orElseThrow();
        return 1
            - t[IntStream.range(0, z.length).filter(k -> z[k] == largest).findFirst().getAsInt()];
      }
    },
    CATEGORICAL {
      @Override
      void kernel(Kernels kernels, float[] z, int outs, float[] t, float[] each) {
        kernels.categorical(z, outs, t, BLOCK, each);
      }

      @Override
      double formula(double[] z, double[] t) {
        double max = Arrays.stream(z).max().orElseThrow();
        double log = Math.log(Arrays.stream(z).map(x -> Math.exp(x - max)).sum());
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
          sum -= t[k] * (z[k] - max - log);
        }
        return sum;
      }
    },
    BERNOULLI {
      @Override
      void kernel(Kernels kernels, float[] z, int outs, float[] t, float[] each) {
        kernels.bernoulli(z, outs, t, BLOCK, each);
      }

      @Override
      double formula(double[] z, double[] t) {
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
          sum += t[k] * softplus(-z[k]) + (1 - t[k]) * softplus(z[k]);
        }
        return sum;
      }
    };

    abstract void kernel(Kernels kernels, float[] z, int outs, float[] t, float[] each);

    float[] each(Kernels kernels, float[] z, int outs, float[] t) {
      float[] each = new float[BLOCK];
      kernel(kernels, z, outs, t, each);
      return each;
    }

    /** Of one sample. */
    abstract double formula(double[] z, double[] t);

    /** −log σ(−x). */
    private static double softplus(double x) {
      return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(Kernels.best(), Kernels.plain())
        .flatMap(kernels -> Stream.of(Kind.values()).map(kind -> Arguments.of(kernels, kind)));
  }

  /**
   * For a sample, as many roundings as there are outputs and a few more, of numbers no larger than
   * the largest |z| and |t| make them; for targets that are distributions and for others.
   */
  @ParameterizedTest
  @MethodSource("all")
  void formulas(Kernels kernels, Kind kind) {
    Random random = new Random(1);
    for (int outs : new int[] {1, 2, 3, 10, 17}) {
      for (double scale : new double[] {0.01, 1, 30}) {
        float[] z = Blocks.normal(random, outs * BLOCK, scale);
        float[] t = Blocks.oneHot(random, outs);
        for (int i = 0; i < t.length && scale == 1; i++) {
          t[i] = random.nextFloat();
        }
        float[] each = kind.each(kernels, z, outs, t);
        for (int s = 0; s < BLOCK; s++) {
          double expected = kind.formula(sample(z, outs, s), sample(t, outs, s));
          double large = 1 + max(sample(z, outs, s));
          double size = kind == Kind.SQUARED ? expected : 2 * outs * large;
          assertThat((double) each[s])
              .as("%d outputs, %s, sample %d", outs, scale, s)
              .isCloseTo(expected, within((outs + 8) * ROUNDING * size));
        }
      }
    }
  }

  /** With equal pre-activations the error is log n, and two units in the last place are allowed. */
  @ParameterizedTest
  @MethodSource("kernels")
  void logarithms(Kernels kernels) {
    for (int outs = 1; outs <= 300; outs++) {
      float[] z = new float[outs * BLOCK];
      float[] t = new float[outs * BLOCK];
      Arrays.fill(t, 0, BLOCK, 1);
      double expected = Math.log(outs);
      assertThat((double) Kind.CATEGORICAL.each(kernels, z, outs, t)[7])
          .isCloseTo(expected, within(2 * (double) Math.ulp((float) expected)));
    }
  }

  static Stream<Kernels> kernels() {
    return KernelAccuracyTest.kernels();
  }

  /**
   * A network that has learnt its data makes small errors, e⁻ᵈ for a distance of d from the rest,
   * and neurons are told apart by them: they must be right relatively. A rounding of d, of 16 at
   * the most, is one of 2⁻²⁰ in the error, and what exp and log add is a fourth of that.
   */
  @ParameterizedTest
  @MethodSource("kernels")
  void smallErrors(Kernels kernels) {
    for (double d = 0; d <= 16; d += 0.01) {
      float low = (float) -d;
      float[] z = new float[3 * BLOCK];
      Arrays.fill(z, 0, BLOCK, 1000f); // 1000 − d is not, but 1000 − (1000 − d) is, a small number
      Arrays.fill(z, BLOCK, z.length, 1000f + low);
      float[] t = new float[3 * BLOCK];
      t[0] = 1;
      double rest = 2 * Math.exp((double) (1000f + low) - 1000);
      float[] each = Kind.CATEGORICAL.each(kernels, z, 3, t);
      assertRelative(each[0], Math.log1p(rest), 0x1.4p-20);
      Arrays.fill(z, 0, BLOCK, -low);
      double error = Math.log1p(Math.exp(low));
      assertRelative(Kind.BERNOULLI.each(kernels, z, 1, t)[0], error, 0x1.4p-20);
      Arrays.fill(z, 0, BLOCK, low);
      assertRelative(Kind.BERNOULLI.each(kernels, z, 1, t)[1], error, 0x1.4p-20);
    }
  }

  private static void assertRelative(double actual, double expected, double by) {
    assertThat(actual).isCloseTo(expected, within(by * expected));
  }

  /** Sure and right is no error, sure and wrong is as much as it is sure; nothing overflows. */
  @ParameterizedTest
  @MethodSource("kernels")
  void farFromZero(Kernels kernels) {
    float[] z = new float[2 * BLOCK];
    float[] t = new float[2 * BLOCK];
    for (float far : new float[] {100, 1e6f, 1e30f}) {
      Arrays.fill(z, 0, BLOCK, far);
      Arrays.fill(z, BLOCK, z.length, -far);
      Arrays.fill(t, 0f);
      t[0] = 1; // sample 0 is right
      t[BLOCK + 1] = 1; // sample 1 is wrong
      float[] categorical = Kind.CATEGORICAL.each(kernels, z, 2, t);
      float[] bernoulli = Kind.BERNOULLI.each(kernels, z, 2, t);
      // e⁻⁸⁷, which is 1.6e-38, stands for what is smaller
      assertThat(categorical[0]).isBetween(0f, 1e-37f);
      assertThat(categorical[1]).isEqualTo(2 * far);
      assertThat(bernoulli[0]).isBetween(0f, 1e-37f);
      assertThat(bernoulli[1]).isEqualTo(2 * far);
    }
  }

  /** Of equal scores the first is what the network says, and a single one of 0 says no. */
  @ParameterizedTest
  @MethodSource("kernels")
  void theFirstOfEqualScores(Kernels kernels) {
    float[] t = new float[3 * BLOCK];
    for (int s = 0; s < BLOCK; s++) {
      t[s % 3 * BLOCK + s] = 1;
    }
    float[] three = Kind.MISTAKES.each(kernels, new float[3 * BLOCK], 3, t);
    float[] one = Kind.MISTAKES.each(kernels, new float[BLOCK], 1, t);
    for (int s = 0; s < BLOCK; s++) {
      assertThat(three[s]).isEqualTo(s % 3 == 0 ? 0f : 1f);
      assertThat(one[s]).isEqualTo(s % 3 == 0 ? 1f : 0f);
    }
  }

  /** Where a few samples are asked for, the same as where all are, and nothing beyond. */
  @ParameterizedTest
  @MethodSource("all")
  void narrowBlocks(Kernels kernels, Kind kind) {
    Random random = new Random(5);
    for (int width = Kernels.WIDE; width <= BLOCK; width += Kernels.WIDE) {
      float[] z = Blocks.normal(random, 3 * BLOCK, 2);
      float[] t = Blocks.oneHot(random, 3);
      float[] all = kind.each(kernels, z, 3, t);
      float[] some = new float[BLOCK];
      Arrays.fill(some, -1);
      switch (kind) {
        case SQUARED -> kernels.squared(z, 3, t, width, some);
        case BRIER -> kernels.brier(z.clone(), 3, t, width, some);
        case MISTAKES -> kernels.mistakes(z, 3, t, width, some);
        case CATEGORICAL -> kernels.categorical(z, 3, t, width, some);
        case BERNOULLI -> kernels.bernoulli(z, 3, t, width, some);
      }
      Arrays.fill(all, width, BLOCK, -1);
      Blocks.assertSame(some, all, BLOCK);
    }
  }

  /** A sample's error is its own: what lies beside it changes no bit of it. */
  @ParameterizedTest
  @MethodSource("all")
  void neighboursDoNotCount(Kernels kernels, Kind kind) {
    Random random = new Random(2);
    for (int real = 1; real < BLOCK; real++) {
      float[] z = Blocks.normal(random, 3 * BLOCK, 2);
      float[] t = Blocks.oneHot(random, 3);
      float[] expected = kind.each(kernels, z, 3, t);
      for (int k = 0; k < 3; k++) {
        for (int s = real; s < BLOCK; s++) {
          z[k * BLOCK + s] = s % 2 == 0 ? Float.NaN : random.nextFloat() * 1000;
          t[k * BLOCK + s] = random.nextFloat() * 1000;
        }
      }
      Blocks.assertSame(kind.each(kernels, z, 3, t), expected, real);
    }
  }

  /** What is not a number must not become one, wherever it is and whatever its target. */
  @ParameterizedTest
  @MethodSource("all")
  void whatIsNoNumberStaysNone(Kernels kernels, Kind kind) {
    Random random = new Random(3);
    for (int outs : new int[] {1, 2, 5}) {
      for (int at = 0; at < outs * BLOCK; at++) {
        float[] z = Blocks.normal(random, outs * BLOCK, 2);
        float[] t = Blocks.oneHot(random, outs);
        z[at] = Float.NaN;
        assertThat(kind.each(kernels, z, outs, t)[at % BLOCK]).isNaN();
      }
    }
  }

  private static double[] sample(float[] x, int outs, int s) {
    double[] sample = new double[outs];
    Arrays.setAll(sample, k -> x[k * BLOCK + s]);
    return sample;
  }

  private static double max(double[] z) {
    return Arrays.stream(z).map(Math::abs).max().orElseThrow();
  }
}
