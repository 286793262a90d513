package io.secateur.study.data;

/**
 * The cosine, over one period in steps of equal width. The paper does not say from where to where,
 * nor how a network that ends in a sigmoid reaches below 0; here
 *
 * <pre>x = -1 .. 1,  t = (1 + cos πx) / 2</pre>
 */
public final class Cosine {
  private Cosine() {}

  /** So many samples with x (count, 1) and t (count, 1), both ends included. */
  public static Samples samples(int count) {
    float[] x = new float[count];
    float[] t = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) (-1 + 2.0 * i / (count - 1));
      t[i] = (float) ((1 + StrictMath.cos(StrictMath.PI * x[i])) / 2);
    }
    return Samples.ofValues(x, 1, t, 1);
  }
}
