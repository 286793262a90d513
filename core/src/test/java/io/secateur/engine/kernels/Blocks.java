package io.secateur.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Numbers to try kernels on. */
final class Blocks {
  /** What goes wrong first: zeros of both signs, the least and the largest, and bounds of exp. */
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL / 3,
    -Float.MIN_NORMAL / 3,
    Float.MIN_NORMAL,
    1e-20f,
    -1e-20f,
    1f,
    -1f,
    39.999f,
    -40.001f,
    87.5f,
    -87.5f,
    1e30f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private Blocks() {}

  static float[] normal(Random random, int count, double scale) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) (random.nextGaussian() * scale);
    }
    return x;
  }

  /** Where so many rows begin, which stand in any order. */
  static int[] rows(Random random, int count) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(row -> row * Kernels.BLOCK).toArray();
  }

  /** Normal numbers, about a tenth of them special. */
  static float[] awkward(Random random, int count) {
    float[] x = normal(random, count, 3);
    for (int i = 0; i < count; i++) {
      x[i] = random.nextInt(10) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : x[i];
    }
    return x;
  }

  /** As {@link #awkward}, and some numbers that are none. */
  static float[] wild(Random random, int count) {
    float[] x = awkward(random, count);
    x[random.nextInt(count)] = Float.NaN;
    x[random.nextInt(count)] = Float.POSITIVE_INFINITY;
    x[random.nextInt(count)] = Float.NEGATIVE_INFINITY;
    return x;
  }

  /** One-hot targets (outs, BLOCK). */
  static float[] oneHot(Random random, int outs) {
    float[] t = new float[outs * Kernels.BLOCK];
    for (int s = 0; s < Kernels.BLOCK; s++) {
      t[random.nextInt(outs) * Kernels.BLOCK + s] = 1;
    }
    return t;
  }

  /** Bit for bit, but that all NaN are one. */
  static void assertSame(float[] actual, float[] expected, int count) {
    for (int i = 0; i < count; i++) {
      if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
        assertThat(actual[i]).as("number %d", i).isEqualTo(expected[i]);
        throw new AssertionError("number " + i + ": " + actual[i] + " and " + expected[i]);
      }
    }
  }
}
