package io.secateur.bench.kernels;

import io.secateur.engine.kernels.Kernels;
import java.util.Random;
import java.util.stream.IntStream;

/** Arrays as the kernels take them, filled with numbers as networks have them. */
final class Numbers {
  private final Random random = new Random(1);

  /** (rows, BLOCK), about what pre-activations are. */
  float[] block(int rows) {
    return floats(rows * Kernels.BLOCK, 2);
  }

  /** Numbers with mean 0 and this standard deviation. */
  float[] floats(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** (classes, BLOCK): 1 at each sample's class. */
  float[] oneHot(int classes) {
    float[] targets = new float[classes * Kernels.BLOCK];
    for (int s = 0; s < Kernels.BLOCK; s++) {
      targets[random.nextInt(classes) * Kernels.BLOCK + s] = 1;
    }
    return targets;
  }

  /** Where the rows of a packed block begin. */
  static int[] rows(int count) {
    return IntStream.range(0, count).map(i -> i * Kernels.BLOCK).toArray();
  }
}
