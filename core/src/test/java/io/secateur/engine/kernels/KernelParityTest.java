package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Kernels.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectors give what plain loops give. Everything is done many times: the first calls are
 * interpreted, the last are compiled, and the two have nothing in common but the source.
 */
class KernelParityTest {
  private static final Kernels VECTORS = Kernels.best();
  private static final Kernels PLAIN = Kernels.plain();

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activations(Activation f) {
    Random random = new Random(1);
    for (int round = 0; round < 4000; round++) {
      int count = (1 + round % 3) * BLOCK;
      float[] x = Blocks.wild(random, count + BLOCK);
      float[] y = x.clone();
      float[] before = x.clone();
      VECTORS.activate(f, 0.01f * (round % 20), x, count);
      PLAIN.activate(f, 0.01f * (round % 20), y, count);
      Blocks.assertSame(x, y, count);
      assertThat(Arrays.compare(x, count, x.length, before, count, x.length)).isZero();
    }
  }

  /** And no number depends on those beside it: a row gives the same wherever it stands. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAlone(Activation f) {
    Random random = new Random(11);
    for (int round = 0; round < 4000; round++) {
      float[] x = Blocks.wild(random, 3 * BLOCK);
      float[] y = x.clone();
      float[] last = Arrays.copyOfRange(x, 2 * BLOCK, 3 * BLOCK);
      VECTORS.activateAlone(f, 0.01f * (round % 20), x, x.length);
      PLAIN.activateAlone(f, 0.01f * (round % 20), y, y.length);
      VECTORS.activateAlone(f, 0.01f * (round % 20), last, BLOCK);
      Blocks.assertSame(x, y, x.length);
      Blocks.assertSame(Arrays.copyOfRange(x, 2 * BLOCK, 3 * BLOCK), last, BLOCK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 17, 100})
  void affineMaps(int in) {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      for (int out : new int[] {1, 2, 3, 4, 5, 10, 17}) {
        int stride = Kernels.padded(out);
        float[] x = round % 2 == 0 ? Blocks.awkward(random, in * BLOCK) : normal(random, in);
        float[] w = Blocks.normal(random, in * stride, 1);
        float[] b = Blocks.awkward(random, out);
        float[] y = new float[stride * BLOCK];
        float[] expected = new float[stride * BLOCK];
        int[] rows = Blocks.rows(random, in);
        VECTORS.affine(x, rows, in, w, b, out, y);
        PLAIN.affine(x, rows, in, w, b, out, expected);
        Blocks.assertSame(y, expected, out * BLOCK);
      }
    }
  }

  /**
   * A layer of which all neurons are gone leaves the bias; one that nobody reads leaves nothing.
   */
  @Test
  void affineMapsOfNothing() {
    for (Kernels kernels : new Kernels[] {VECTORS, PLAIN}) {
      float[] y = new float[4 * BLOCK];
      kernels.affine(new float[0], new int[0], 0, new float[0], new float[] {3, -2}, 2, y);
      for (int s = 0; s < BLOCK; s++) {
        assertThat(y[s]).isEqualTo(3);
        assertThat(y[BLOCK + s]).isEqualTo(-2);
      }
      kernels.affine(new float[BLOCK], new int[1], 1, new float[0], new float[0], 0, new float[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rankOneUpdates(boolean inPlace) {
    Random random = new Random(3);
    for (int round = 0; round < 4000; round++) {
      int n = round % 19;
      int aAt = BLOCK * random.nextInt(3);
      int wAt = random.nextInt(7);
      int gap = inPlace ? BLOCK : BLOCK + random.nextInt(40);
      int[] rows = new int[n + 2];
      Arrays.setAll(rows, i -> i * gap);
      float[] z = Blocks.awkward(random, (n + 2) * gap);
      float[] a = Blocks.awkward(random, aAt + BLOCK);
      float[] w = Blocks.awkward(random, wAt + n + 1);
      float[] expected = inPlace ? z.clone() : new float[(n + 1) * BLOCK];
      float[] y = inPlace ? z : new float[(n + 1) * BLOCK];
      PLAIN.subtract(z.clone(), rows, n, a, aAt, w, wAt, expected);
      VECTORS.subtract(z, rows, n, a, aAt, w, wAt, y);
      Blocks.assertSame(y, expected, expected.length);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH"})
  void shiftedActivations(Activation f) {
    Random random = new Random(5);
    for (int round = 0; round < 4000; round++) {
      int n = round % 19;
      int[] rows = Blocks.rows(random, n + 1);
      int aAt = BLOCK * random.nextInt(3);
      int wAt = random.nextInt(7);
      float[] o = Blocks.wild(random, (n + 1) * BLOCK);
      float[] a = Blocks.wild(random, aAt + BLOCK);
      float[] w = Blocks.awkward(random, wAt + n + 1);
      float[] y = new float[(n + 1) * BLOCK];
      float[] expected = new float[(n + 1) * BLOCK];
      VECTORS.shifted(f, o, rows, n, a, aAt, w, wAt, round % 3, y);
      PLAIN.shifted(f, o, rows, n, a, aAt, w, wAt, round % 3, expected);
      Blocks.assertSame(y, expected, expected.length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 17})
  void shiftedErrors(int outs) {
    Random random = new Random(6);
    for (int round = 0; round < 1500; round++) {
      float[] o = Blocks.normal(random, outs * BLOCK, 3);
      PLAIN.activate(Activation.SIGMOID, 0, o, o.length);
      float[] a = Blocks.normal(random, 2 * BLOCK, 1);
      float[] w = Blocks.normal(random, outs + 2, 0.1);
      float[] t = Blocks.oneHot(random, outs);
      float[] each = new float[BLOCK];
      float[] expected = new float[BLOCK];
      VECTORS.shiftedSquared(o, outs, a, BLOCK, w, 2, round % 3, t, each);
      PLAIN.shiftedSquared(o, outs, a, BLOCK, w, 2, round % 3, t, expected);
      Blocks.assertSame(each, expected, BLOCK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 17})
  void errors(int outs) {
    Random random = new Random(4);
    for (int round = 0; round < 1500; round++) {
      float[] z = Blocks.normal(random, outs * BLOCK, new double[] {0.1, 3, 60}[round % 3]);
      float[] t = Blocks.oneHot(random, outs);
      float[] each = new float[BLOCK];
      float[] expected = new float[BLOCK];
      VECTORS.squared(z, outs, t, BLOCK, each);
      PLAIN.squared(z, outs, t, BLOCK, expected);
      Blocks.assertSame(each, expected, BLOCK);
      VECTORS.brier(z.clone(), outs, t, BLOCK, each);
      PLAIN.brier(z.clone(), outs, t, BLOCK, expected);
      Blocks.assertSame(each, expected, BLOCK);
      VECTORS.mistakes(z, outs, t, BLOCK, each);
      PLAIN.mistakes(z, outs, t, BLOCK, expected);
      Blocks.assertSame(each, expected, BLOCK);
      VECTORS.categorical(z, outs, t, BLOCK, each);
      PLAIN.categorical(z, outs, t, BLOCK, expected);
      Blocks.assertSame(each, expected, BLOCK);
      VECTORS.bernoulli(z, outs, t, BLOCK, each);
      PLAIN.bernoulli(z, outs, t, BLOCK, expected);
      Blocks.assertSame(each, expected, BLOCK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 16, 17, 100})
  void singleSamples(int outs) {
    Random random = new Random(8);
    for (int round = 0; round < 1000; round++) {
      int units = Kernels.WIDE * (1 + round % 4);
      int zAt = random.nextInt(50);
      int wAt = random.nextInt(50);
      float[] z = Blocks.awkward(random, zAt + units);
      float[] w = Blocks.awkward(random, wAt + units);
      float[] h = new float[units];
      float[] expected = new float[units];
      float a = (float) random.nextGaussian();
      VECTORS.rectified(z, zAt, units, a, w, wAt, h);
      PLAIN.rectified(z, zAt, units, a, w, wAt, expected);
      Blocks.assertSame(h, expected, units);
      int stride = Kernels.padded(outs);
      float[] weights = Blocks.normal(random, units * stride + Kernels.WIDE, 1);
      float[] b = Blocks.normal(random, Kernels.wide(outs), 1);
      float[] y = new float[Kernels.wide(outs)];
      float[] sums = new float[Kernels.wide(outs)];
      float[] x = Blocks.normal(random, units, 1);
      VECTORS.spread(x, units, weights, stride, b, outs, y);
      PLAIN.spread(x, units, weights, stride, b, outs, sums);
      Blocks.assertSame(y, sums, outs);
      for (int k = 0; k < outs; k++) {
        double exact = b[k];
        double size = Math.abs(b[k]);
        for (int i = 0; i < units; i++) {
          exact += (double) x[i] * weights[i * stride + k];
          size += Math.abs((double) x[i] * weights[i * stride + k]);
        }
        assertThat((double) y[k]).isCloseTo(exact, within(units * 0x1p-24 * size));
      }
    }
  }

  /** The order of a sum is fixed, and double precision takes 64 floats as good as exactly. */
  @Test
  void sums() {
    Random random = new Random(7);
    for (int round = 0; round < 4000; round++) {
      int count = 1 + round % BLOCK;
      float[] each = Blocks.normal(random, BLOCK, 1);
      double exact = 0;
      for (int s = 0; s < count; s++) {
        exact += each[s];
      }
      assertThat(Kernels.sum(each, count)).isCloseTo(exact, within(1e-13 * BLOCK));
    }
  }

  private static float[] normal(Random random, int in) {
    return Blocks.normal(random, in * BLOCK, 1);
  }
}
