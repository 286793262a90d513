package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Coefficients.EXPM1_BOUND;
import static io.secateur.engine.kernels.Coefficients.FAR;
import static io.secateur.engine.kernels.Coefficients.SIGMOID_BOUND;
import static io.secateur.engine.kernels.VectorMath.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernels with vectors that run over samples.
 *
 * <p>The loops with a sigmoid stand in full in their methods, and the panel of rows in one of its
 * own: all are thereby larger than what the JIT inlines into a caller. Inlined, they would together
 * exceed what it takes in one go, and vectors would become objects, at half the speed.
 */
final class VectorKernels implements Kernels {
  private static final int LANES = FLOATS.length();

  @Override
  public String description() {
    return "vectors of " + LANES + " floats";
  }

  @Override
  public void subtract(
      float[] z, int[] rows, int n, float[] a, int aAt, float[] w, int wAt, float[] y) {
    for (int s = 0; s < BLOCK; s += LANES) {
      FloatVector out = FloatVector.fromArray(FLOATS, a, aAt + s).neg();
      for (int i = 0; i < n; i++) {
        FloatVector.broadcast(FLOATS, w[wAt + i])
            .fma(out, FloatVector.fromArray(FLOATS, z, rows[i] + s))
            .intoArray(y, i * BLOCK + s);
      }
    }
  }

  @Override
  public void activate(Activation f, float slope, float[] x, int count) {
    switch (f) {
      case IDENTITY -> {}
      case RELU -> {
        for (int i = 0; i < count; i += LANES) {
          FloatVector.fromArray(FLOATS, x, i).max(0f).intoArray(x, i);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < count; i += LANES) {
          FloatVector v = FloatVector.fromArray(FLOATS, x, i);
          v.mul(slope).blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(x, i);
        }
      }
      case SIGMOID, TANH -> { // tanh x = 2 σ(2x) − 1; stands here in full, see the class
        float scale = f == Activation.TANH ? 2f : 1f;
        float offset = f == Activation.TANH ? -1f : 0f;
        int at = 0;
        for (; at + 2 * BLOCK <= count; at += 2 * BLOCK) {
          for (int s = at; s < at + BLOCK; s += LANES) {
            // one division for two rows: it takes longer than both exponentials
            FloatVector u = denominator(FloatVector.fromArray(FLOATS, x, s), scale);
            FloatVector v = denominator(FloatVector.fromArray(FLOATS, x, s + BLOCK), scale);
            FloatVector inverse = FloatVector.broadcast(FLOATS, 1f).div(u.mul(v));
            inverse.mul(v).fma(scale, offset).intoArray(x, s);
            inverse.mul(u).fma(scale, offset).intoArray(x, s + BLOCK);
          }
        }
        for (; at < count; at += LANES) {
          FloatVector u = denominator(FloatVector.fromArray(FLOATS, x, at), scale);
          FloatVector.broadcast(FLOATS, 1f).div(u).fma(scale, offset).intoArray(x, at);
        }
      }
    }
  }

  @Override
  public void activateAlone(Activation f, float slope, float[] x, int count) {
    if (f != Activation.SIGMOID && f != Activation.TANH) {
      activate(f, slope, x, count);
      return;
    }
    float scale = f == Activation.TANH ? 2f : 1f;
    float offset = f == Activation.TANH ? -1f : 0f;
    for (int at = 0; at < count; at += LANES) {
      FloatVector u = denominator(FloatVector.fromArray(FLOATS, x, at), scale);
      FloatVector.broadcast(FLOATS, 1f).div(u).fma(scale, offset).intoArray(x, at);
    }
  }

  private static FloatVector denominator(FloatVector x, float scale) {
    FloatVector bounded = x.mul(scale).min(SIGMOID_BOUND).max(-SIGMOID_BOUND);
    return power(bounded.neg()).add(1f);
  }

  @Override
  public void shifted(
      Activation f,
      float[] o,
      int[] rows,
      int n,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      int doublings,
      float[] y) {
    float scale = f == Activation.TANH ? 2f : 1f;
    float offset = f == Activation.TANH ? -1f : 0f;
    float half = 1f / scale;
    float start = f == Activation.TANH ? 0.5f : 0f;
    float shrink = scale / (1 << doublings);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    int i = 0;
    for (; i + 1 < n; i += 2) {
      FloatVector w0 = FloatVector.broadcast(FLOATS, w[wAt + i] * shrink);
      FloatVector w1 = FloatVector.broadcast(FLOATS, w[wAt + i + 1] * shrink);
      int p = rows[i];
      int q = rows[i + 1];
      for (int s = 0; s < BLOCK; s += LANES) {
        FloatVector column = FloatVector.fromArray(FLOATS, a, aAt + s);
        FloatVector r0 = expm1(column.mul(w0));
        FloatVector r1 = expm1(column.mul(w1));
        for (int d = 0; d < doublings; d++) {
          r0 = r0.fma(r0, r0.add(r0));
          r1 = r1.fma(r1, r1.add(r1));
        }
        FloatVector o0 = FloatVector.fromArray(FLOATS, o, p + s).fma(half, start);
        FloatVector o1 = FloatVector.fromArray(FLOATS, o, q + s).fma(half, start);
        FloatVector u = one.sub(o0).fma(r0, one);
        FloatVector v = one.sub(o1).fma(r1, one);
        FloatVector inverse = one.div(u.mul(v));
        inverse.mul(v).mul(o0).fma(scale, offset).intoArray(y, i * BLOCK + s);
        inverse.mul(u).mul(o1).fma(scale, offset).intoArray(y, i * BLOCK + BLOCK + s);
      }
    }
    for (; i < n; i++) {
      FloatVector w0 = FloatVector.broadcast(FLOATS, w[wAt + i] * shrink);
      for (int s = 0; s < BLOCK; s += LANES) {
        FloatVector r0 = expm1(FloatVector.fromArray(FLOATS, a, aAt + s).mul(w0));
        for (int d = 0; d < doublings; d++) {
          r0 = r0.fma(r0, r0.add(r0));
        }
        FloatVector o0 = FloatVector.fromArray(FLOATS, o, rows[i] + s).fma(half, start);
        FloatVector u = one.sub(o0).fma(r0, one);
        one.div(u).mul(o0).fma(scale, offset).intoArray(y, i * BLOCK + s);
      }
    }
  }

  @Override
  public void shiftedSquared(
      float[] o,
      int n,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      int doublings,
      float[] t,
      float[] each) {
    float shrink = 1f / (1 << doublings);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int s = 0; s < BLOCK; s += LANES) {
      FloatVector column = FloatVector.fromArray(FLOATS, a, aAt + s).mul(shrink);
      FloatVector sum = FloatVector.zero(FLOATS);
      int at = s;
      int i = 0;
      for (; i + 1 < n; i += 2) {
        FloatVector r0 = expm1(column.mul(w[wAt + i]));
        FloatVector r1 = expm1(column.mul(w[wAt + i + 1]));
        for (int d = 0; d < doublings; d++) {
          r0 = r0.fma(r0, r0.add(r0));
          r1 = r1.fma(r1, r1.add(r1));
        }
        FloatVector o0 = FloatVector.fromArray(FLOATS, o, at);
        FloatVector o1 = FloatVector.fromArray(FLOATS, o, at + BLOCK);
        FloatVector u = one.sub(o0).fma(r0, one);
        FloatVector v = one.sub(o1).fma(r1, one);
        FloatVector inverse = one.div(u.mul(v));
        FloatVector d0 = inverse.mul(v).fma(o0, FloatVector.fromArray(FLOATS, t, at).neg());
        FloatVector d1 = inverse.mul(u).fma(o1, FloatVector.fromArray(FLOATS, t, at + BLOCK).neg());
        sum = d1.fma(d1, d0.fma(d0, sum));
        at += 2 * BLOCK;
      }
      if (i < n) {
        FloatVector r0 = expm1(column.mul(w[wAt + i]));
        for (int d = 0; d < doublings; d++) {
          r0 = r0.fma(r0, r0.add(r0));
        }
        FloatVector o0 = FloatVector.fromArray(FLOATS, o, at);
        FloatVector d0 =
            one.div(one.sub(o0).fma(r0, one)).fma(o0, FloatVector.fromArray(FLOATS, t, at).neg());
        sum = d0.fma(d0, sum);
      }
      sum.mul(0.5f).intoArray(each, s);
    }
  }

  @Override
  public void affine(float[] x, int[] rows, int in, float[] w, float[] b, int out, float[] y) {
    VectorProducts.affine(x, rows, in, w, b, out, y);
  }

  @Override
  public void rectified(float[] z, int zAt, int n, float a, float[] w, int wAt, float[] h) {
    FloatVector out = FloatVector.broadcast(FLOATS, -a);
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(FLOATS, w, wAt + i)
          .fma(out, FloatVector.fromArray(FLOATS, z, zAt + i))
          .max(0f)
          .intoArray(h, i);
    }
  }

  @Override
  public void spread(float[] h, int n, float[] w, int stride, float[] b, int outs, float[] y) {
    for (int k = 0; k < outs; k += LANES) {
      FloatVector p = FloatVector.fromArray(FLOATS, b, k);
      FloatVector q = FloatVector.zero(FLOATS);
      FloatVector r = q;
      FloatVector s = q;
      int at = k;
      for (int i = 0; i < n; i += 4) { // four sums, which hides the latency of a multiply-add
        p = FloatVector.fromArray(FLOATS, w, at).fma(FloatVector.broadcast(FLOATS, h[i]), p);
        at += stride;
        q = FloatVector.fromArray(FLOATS, w, at).fma(FloatVector.broadcast(FLOATS, h[i + 1]), q);
        at += stride;
        r = FloatVector.fromArray(FLOATS, w, at).fma(FloatVector.broadcast(FLOATS, h[i + 2]), r);
        at += stride;
        s = FloatVector.fromArray(FLOATS, w, at).fma(FloatVector.broadcast(FLOATS, h[i + 3]), s);
        at += stride;
      }
      p.add(q).add(r.add(s)).intoArray(y, k);
    }
  }

  @Override
  public void squared(float[] o, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int k = 0; k < outs; k++) {
        FloatVector d =
            FloatVector.fromArray(FLOATS, o, k * BLOCK + s)
                .sub(FloatVector.fromArray(FLOATS, t, k * BLOCK + s));
        sum = d.fma(d, sum);
      }
      sum.mul(0.5f).intoArray(each, s);
    }
  }

  @Override
  public void brier(float[] z, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s += LANES) {
      FloatVector max = FloatVector.fromArray(FLOATS, z, s);
      for (int k = 1; k < outs; k++) {
        max = max.max(FloatVector.fromArray(FLOATS, z, k * BLOCK + s));
      }
      FloatVector mass = FloatVector.zero(FLOATS);
      for (int k = 0; k < outs; k++) {
        FloatVector part = exp(FloatVector.fromArray(FLOATS, z, k * BLOCK + s).sub(max));
        part.intoArray(z, k * BLOCK + s);
        mass = mass.add(part);
      }
      FloatVector share = FloatVector.broadcast(FLOATS, 1f).div(mass);
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int k = 0; k < outs; k++) {
        FloatVector d =
            FloatVector.fromArray(FLOATS, z, k * BLOCK + s)
                .fma(share, FloatVector.fromArray(FLOATS, t, k * BLOCK + s).neg());
        sum = d.fma(d, sum);
      }
      sum.mul(0.5f).intoArray(each, s);
    }
  }

  @Override
  public void categorical(float[] z, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s += LANES) {
      FloatVector max = FloatVector.fromArray(FLOATS, z, s);
      for (int k = 1; k < outs; k++) {
        max = max.max(FloatVector.fromArray(FLOATS, z, k * BLOCK + s));
      }
      FloatVector zero = FloatVector.zero(FLOATS);
      FloatVector one = FloatVector.broadcast(FLOATS, 1f);
      FloatVector largest = zero; // how many there are, of which all but one go to the rest
      FloatVector rest = zero;
      FloatVector mass = zero;
      FloatVector inner = zero;
      for (int k = 0; k < outs; k++) {
        FloatVector d = FloatVector.fromArray(FLOATS, z, k * BLOCK + s).sub(max);
        FloatVector target = FloatVector.fromArray(FLOATS, t, k * BLOCK + s);
        var below = d.compare(VectorOperators.LT, 0f);
        largest = largest.add(one.blend(zero, below));
        rest = rest.add(zero.blend(exp(d), below));
        mass = mass.add(target);
        inner = target.fma(d, inner);
      }
      FloatVector log = logOfOneAnd(rest.add(largest.sub(1f)));
      mass.fma(log, inner.neg()).intoArray(each, s);
    }
  }

  @Override
  public void bernoulli(float[] z, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int k = 0; k < outs; k++) {
        FloatVector x = FloatVector.fromArray(FLOATS, z, k * BLOCK + s);
        FloatVector target = FloatVector.fromArray(FLOATS, t, k * BLOCK + s);
        FloatVector line = target.neg().fma(x, x.max(0f));
        sum = sum.add(line.add(logOfOneAnd(exp(x.abs().neg()))));
      }
      sum.intoArray(each, s);
    }
  }

  @Override
  public void mistakes(float[] z, int outs, float[] t, int width, float[] each) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int s = 0; s < width; s += LANES) {
      FloatVector first = FloatVector.fromArray(FLOATS, z, s);
      FloatVector target = FloatVector.fromArray(FLOATS, t, s);
      FloatVector largest = outs == 1 ? FloatVector.zero(FLOATS) : first;
      FloatVector said = outs == 1 ? one.sub(target) : target;
      var isNone = first.test(VectorOperators.IS_NAN);
      for (int k = outs == 1 ? 0 : 1; k < outs; k++) {
        FloatVector x = FloatVector.fromArray(FLOATS, z, k * BLOCK + s);
        var above = x.compare(VectorOperators.GT, largest);
        said = said.blend(FloatVector.fromArray(FLOATS, t, k * BLOCK + s), above);
        largest = largest.blend(x, above);
        isNone = isNone.or(x.test(VectorOperators.IS_NAN));
      }
      one.sub(said).blend(Float.NaN, isNone).intoArray(each, s);
    }
  }

  @Override
  public void divergence(float[] z, int outs, float[] t, int width, float[] each) {
    int half = outs * BLOCK;
    for (int s = 0; s < width; s += LANES) {
      FloatVector mass = FloatVector.zero(FLOATS);
      FloatVector mean = mass;
      for (int k = s; k < half; k += BLOCK) {
        FloatVector p = FloatVector.fromArray(FLOATS, t, half + k);
        mass = mass.add(p);
        mean = p.fma(minus(z, t, k), mean);
      }
      mean = mean.div(mass);
      FloatVector sum = FloatVector.zero(FLOATS);
      FloatVector max = FloatVector.broadcast(FLOATS, -Float.MAX_VALUE);
      for (int k = s; k < half; k += BLOCK) {
        FloatVector x = minus(z, t, k).sub(mean);
        FloatVector y = x.add(FloatVector.fromArray(FLOATS, t, k));
        FloatVector p = FloatVector.fromArray(FLOATS, t, half + k);
        FloatVector near = p.mul(x).mul(x).mul(quotient(x));
        FloatVector far = p.neg().fma(x, exp(y).sub(p));
        sum = sum.add(far.blend(near, x.abs().compare(VectorOperators.LE, EXPM1_BOUND)));
        max = max.max(y);
      }
      FloatVector error = logOfOneAnd(sum);
      var beyond = max.compare(VectorOperators.GT, FAR);
      if (beyond.anyTrue()) {
        FloatVector rest = FloatVector.zero(FLOATS);
        for (int k = s; k < half; k += BLOCK) {
          FloatVector y = minus(z, t, k).sub(mean).add(FloatVector.fromArray(FLOATS, t, k));
          rest = rest.add(exp(y.sub(max)));
        }
        error = error.blend(log(rest).add(max), beyond);
      }
      error.add(mean.mul(0f)).intoArray(each, s); // what is no number stays none
    }
  }

  private static FloatVector minus(float[] z, float[] t, int at) {
    return FloatVector.fromArray(FLOATS, z, at).sub(FloatVector.fromArray(FLOATS, t, at));
  }
}
