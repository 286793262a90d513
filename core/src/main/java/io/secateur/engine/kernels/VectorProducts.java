package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Kernels.BLOCK;
import static io.secateur.engine.kernels.Kernels.PANEL;
import static io.secateur.engine.kernels.VectorMath.FLOATS;

import jdk.incubator.vector.FloatVector;

/** A linear map of a block of samples, with vectors that run over samples. */
final class VectorProducts {
  private static final int LANES = FLOATS.length();

  /** Whether sixteen sums and what they are made of fit in registers. */
  private static final boolean QUADS = LANES == Kernels.WIDE;

  /** Columns that are used for all outputs while they are in the first cache: 32 KiB of them. */
  private static final int NEAR = 64;

  private VectorProducts() {}

  /** See {@link Kernels#affine}. */
  static void affine(float[] x, int[] rows, int in, float[] w, float[] b, int out, float[] y) {
    int stride = Kernels.padded(out);
    for (int k = 0; k < stride; k++) {
      FloatVector bias = FloatVector.broadcast(FLOATS, k < out ? b[k] : 0);
      for (int s = 0; s < BLOCK; s += LANES) {
        bias.intoArray(y, k * BLOCK + s);
      }
    }
    for (int from = 0; from < in; from += NEAR) {
      int to = Math.min(in, from + NEAR);
      for (int s = 0; s < BLOCK; s += 4 * LANES) {
        int k = 0;
        for (; QUADS && k + 4 <= stride; k += 4) {
          quad(x, rows, from, to, w, stride, k, s, y);
        }
        for (; k < stride; k += PANEL) {
          panel(x, rows, from, to, w, stride, k, s, y);
        }
      }
    }
  }

  /**
   * Two outputs for four vectors of samples: eight sums, which is what hides the latency of a
   * multiply-add.
   */
  private static void panel(
      float[] x, int[] rows, int from, int to, float[] w, int stride, int k, int s, float[] y) {
    int pAt = k * BLOCK + s;
    FloatVector p0 = FloatVector.fromArray(FLOATS, y, pAt);
    FloatVector p1 = FloatVector.fromArray(FLOATS, y, pAt + LANES);
    FloatVector p2 = FloatVector.fromArray(FLOATS, y, pAt + 2 * LANES);
    FloatVector p3 = FloatVector.fromArray(FLOATS, y, pAt + 3 * LANES);
    int qAt = pAt + BLOCK;
    FloatVector q0 = FloatVector.fromArray(FLOATS, y, qAt);
    FloatVector q1 = FloatVector.fromArray(FLOATS, y, qAt + LANES);
    FloatVector q2 = FloatVector.fromArray(FLOATS, y, qAt + 2 * LANES);
    FloatVector q3 = FloatVector.fromArray(FLOATS, y, qAt + 3 * LANES);
    int wAt = from * stride + k;
    for (int j = from; j < to; j++) {
      int at = rows[j] + s;
      FloatVector v = FloatVector.broadcast(FLOATS, w[wAt]);
      FloatVector u = FloatVector.broadcast(FLOATS, w[wAt + 1]);
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
      FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + LANES);
      FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * LANES);
      FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * LANES);
      p0 = v.fma(x0, p0);
      p1 = v.fma(x1, p1);
      p2 = v.fma(x2, p2);
      p3 = v.fma(x3, p3);
      q0 = u.fma(x0, q0);
      q1 = u.fma(x1, q1);
      q2 = u.fma(x2, q2);
      q3 = u.fma(x3, q3);
      wAt += stride;
    }
    put(p0, p1, p2, p3, y, pAt);
    put(q0, q1, q2, q3, y, qAt);
  }

  /** Four outputs for four vectors: twice the panel's work for each number that is fetched. */
  private static void quad(
      float[] x, int[] rows, int from, int to, float[] w, int stride, int k, int s, float[] y) {
    int pAt = k * BLOCK + s;
    FloatVector p0 = FloatVector.fromArray(FLOATS, y, pAt);
    FloatVector p1 = FloatVector.fromArray(FLOATS, y, pAt + LANES);
    FloatVector p2 = FloatVector.fromArray(FLOATS, y, pAt + 2 * LANES);
    FloatVector p3 = FloatVector.fromArray(FLOATS, y, pAt + 3 * LANES);
    int qAt = pAt + BLOCK;
    FloatVector q0 = FloatVector.fromArray(FLOATS, y, qAt);
    FloatVector q1 = FloatVector.fromArray(FLOATS, y, qAt + LANES);
    FloatVector q2 = FloatVector.fromArray(FLOATS, y, qAt + 2 * LANES);
    FloatVector q3 = FloatVector.fromArray(FLOATS, y, qAt + 3 * LANES);
    int rAt = qAt + BLOCK;
    FloatVector r0 = FloatVector.fromArray(FLOATS, y, rAt);
    FloatVector r1 = FloatVector.fromArray(FLOATS, y, rAt + LANES);
    FloatVector r2 = FloatVector.fromArray(FLOATS, y, rAt + 2 * LANES);
    FloatVector r3 = FloatVector.fromArray(FLOATS, y, rAt + 3 * LANES);
    int tAt = rAt + BLOCK;
    FloatVector t0 = FloatVector.fromArray(FLOATS, y, tAt);
    FloatVector t1 = FloatVector.fromArray(FLOATS, y, tAt + LANES);
    FloatVector t2 = FloatVector.fromArray(FLOATS, y, tAt + 2 * LANES);
    FloatVector t3 = FloatVector.fromArray(FLOATS, y, tAt + 3 * LANES);
    int wAt = from * stride + k;
    for (int j = from; j < to; j++) {
      int at = rows[j] + s;
      FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
      FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + LANES);
      FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * LANES);
      FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * LANES);
      FloatVector v = FloatVector.broadcast(FLOATS, w[wAt]);
      p0 = v.fma(x0, p0);
      p1 = v.fma(x1, p1);
      p2 = v.fma(x2, p2);
      p3 = v.fma(x3, p3);
      v = FloatVector.broadcast(FLOATS, w[wAt + 1]);
      q0 = v.fma(x0, q0);
      q1 = v.fma(x1, q1);
      q2 = v.fma(x2, q2);
      q3 = v.fma(x3, q3);
      v = FloatVector.broadcast(FLOATS, w[wAt + 2]);
      r0 = v.fma(x0, r0);
      r1 = v.fma(x1, r1);
      r2 = v.fma(x2, r2);
      r3 = v.fma(x3, r3);
      v = FloatVector.broadcast(FLOATS, w[wAt + 3]);
      t0 = v.fma(x0, t0);
      t1 = v.fma(x1, t1);
      t2 = v.fma(x2, t2);
      t3 = v.fma(x3, t3);
      wAt += stride;
    }
    put(p0, p1, p2, p3, y, pAt);
    put(q0, q1, q2, q3, y, qAt);
    put(r0, r1, r2, r3, y, rAt);
    put(t0, t1, t2, t3, y, tAt);
  }

  private static void put(
      FloatVector a, FloatVector b, FloatVector c, FloatVector d, float[] y, int at) {
    a.intoArray(y, at);
    b.intoArray(y, at + LANES);
    c.intoArray(y, at + 2 * LANES);
    d.intoArray(y, at + 3 * LANES);
  }
}
