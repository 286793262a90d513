package io.secateur.study.shapes;

import io.secateur.study.data.Samples;
import java.util.Random;

/** Points of the plane with the class that a shape gives them. */
public final class Points {
  public static final int OUTSIDE = 0;
  public static final int INSIDE = 1;

  private Points() {}

  /** Points drawn uniformly from [-1, 1) x [-1, 1); x (count, 2), labels {@link #INSIDE} or not. */
  public static Samples uniform(Shape shape, int count, Random random) {
    float[] x = new float[2 * count];
    for (int i = 0; i < x.length; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return label(shape, x);
  }

  /**
   * The class of each point, from the very floats that a network is given.
   *
   * @param x (count, 2)
   */
  public static Samples label(Shape shape, float[] x) {
    int[] labels = new int[x.length / 2];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = shape.contains(x[2 * i], x[2 * i + 1]) ? INSIDE : OUTSIDE;
    }
    return new Samples(x, 2, labels);
  }
}
