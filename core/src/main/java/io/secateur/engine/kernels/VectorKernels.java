package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Coefficients.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels with vectors that run over samples.
 *
 * <p>The loop with the sigmoid stands in full in its method, and the four-row panel in one of its
 * own: both are thereby larger than what the JIT inlines into a caller. Inlined, they would
 * together exceed what it takes in one go, and vectors would become objects, at half the speed.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
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

  private static FloatVector denominator(FloatVector x, float scale) {
    FloatVector bounded = x.mul(scale).min(SIGMOID_BOUND).max(-SIGMOID_BOUND);
    return power(bounded.neg()).add(1f);
  }

  @Override
  public void affine(float[] x, int in, float[] w, float[] b, int out, float[] y) {
    int stride = Kernels.padded(out);
    for (int k = 0; k < stride; k += PANEL) {
      for (int s = 0; s < BLOCK; s += 2 * LANES) {
        panel(x, in, w, b, stride, out, k, s, y);
      }
    }
  }

  /**
   * Four outputs for two vectors of samples: eight sums, which is what hides the latency of a
   * multiply-add.
   */
  private static void panel(
      float[] x, int in, float[] w, float[] b, int stride, int out, int k, int s, float[] y) {
    FloatVector p0 = FloatVector.broadcast(FLOATS, b[k]);
    FloatVector q0 = p0;
    FloatVector p1 = FloatVector.broadcast(FLOATS, k + 1 < out ? b[k + 1] : 0);
    FloatVector q1 = p1;
    FloatVector p2 = FloatVector.broadcast(FLOATS, k + 2 < out ? b[k + 2] : 0);
    FloatVector q2 = p2;
    FloatVector p3 = FloatVector.broadcast(FLOATS, k + 3 < out ? b[k + 3] : 0);
    FloatVector q3 = p3;
    int at = s;
    int wAt = k;
    for (int j = 0; j < in; j++) {
      FloatVector u = FloatVector.fromArray(FLOATS, x, at);
      FloatVector v = FloatVector.fromArray(FLOATS, x, at + LANES);
      FloatVector w0 = FloatVector.broadcast(FLOATS, w[wAt]);
      FloatVector w1 = FloatVector.broadcast(FLOATS, w[wAt + 1]);
      FloatVector w2 = FloatVector.broadcast(FLOATS, w[wAt + 2]);
      FloatVector w3 = FloatVector.broadcast(FLOATS, w[wAt + 3]);
      p0 = w0.fma(u, p0);
      q0 = w0.fma(v, q0);
      p1 = w1.fma(u, p1);
      q1 = w1.fma(v, q1);
      p2 = w2.fma(u, p2);
      q2 = w2.fma(v, q2);
      p3 = w3.fma(u, p3);
      q3 = w3.fma(v, q3);
      at += BLOCK;
      wAt += stride;
    }
    int to = k * BLOCK + s;
    p0.intoArray(y, to);
    q0.intoArray(y, to + LANES);
    p1.intoArray(y, to + BLOCK);
    q1.intoArray(y, to + BLOCK + LANES);
    p2.intoArray(y, to + 2 * BLOCK);
    q2.intoArray(y, to + 2 * BLOCK + LANES);
    p3.intoArray(y, to + 3 * BLOCK);
    q3.intoArray(y, to + 3 * BLOCK + LANES);
  }

  @Override
  public double squared(
      float[] o, int outs, float[] t, int tAt, int stride, float[] weight, int weightAt) {
    DoubleVector total = DoubleVector.zero(DOUBLES);
    for (int s = 0; s < BLOCK; s += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int k = 0; k < outs; k++) {
        FloatVector d =
            FloatVector.fromArray(FLOATS, o, k * BLOCK + s)
                .sub(FloatVector.fromArray(FLOATS, t, tAt + k * stride + s));
        sum = d.fma(d, sum);
      }
      total = add(total, sum.mul(0.5f).mul(FloatVector.fromArray(FLOATS, weight, weightAt + s)));
    }
    return sum(total);
  }

  @Override
  public double categorical(
      float[] z, int outs, float[] t, int tAt, int stride, float[] weight, int weightAt) {
    DoubleVector total = DoubleVector.zero(DOUBLES);
    for (int s = 0; s < BLOCK; s += LANES) {
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
        FloatVector target = FloatVector.fromArray(FLOATS, t, tAt + k * stride + s);
        var below = d.compare(VectorOperators.LT, 0f);
        largest = largest.add(one.blend(zero, below));
        rest = rest.add(zero.blend(exp(d), below));
        mass = mass.add(target);
        inner = target.fma(d, inner);
      }
      FloatVector log = logOfOneAnd(rest.add(largest.sub(1f)));
      FloatVector error = mass.fma(log, inner.neg());
      total = add(total, error.mul(FloatVector.fromArray(FLOATS, weight, weightAt + s)));
    }
    return sum(total);
  }

  @Override
  public double bernoulli(
      float[] z, int outs, float[] t, int tAt, int stride, float[] weight, int weightAt) {
    DoubleVector total = DoubleVector.zero(DOUBLES);
    for (int s = 0; s < BLOCK; s += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int k = 0; k < outs; k++) {
        FloatVector x = FloatVector.fromArray(FLOATS, z, k * BLOCK + s);
        FloatVector target = FloatVector.fromArray(FLOATS, t, tAt + k * stride + s);
        FloatVector line = target.neg().fma(x, x.max(0f));
        sum = sum.add(line.add(logOfOneAnd(exp(x.abs().neg()))));
      }
      total = add(total, sum.mul(FloatVector.fromArray(FLOATS, weight, weightAt + s)));
    }
    return sum(total);
  }

  /** Lane by lane: a reduction's order is free, and would differ before and after compilation. */
  private static double sum(DoubleVector lanes) {
    double sum = 0;
    for (double lane : lanes.toDoubleArray()) {
      sum += lane;
    }
    return sum;
  }

  /** Adds both halves of a vector of floats in double precision. */
  private static DoubleVector add(DoubleVector total, FloatVector values) {
    DoubleVector low = (DoubleVector) values.convertShape(VectorOperators.F2D, DOUBLES, 0);
    DoubleVector high = (DoubleVector) values.convertShape(VectorOperators.F2D, DOUBLES, 1);
    return total.add(low).add(high);
  }

  private static FloatVector exp(FloatVector x) {
    return power(x.min(EXP_BOUND).max(-EXP_BOUND));
  }

  private static FloatVector power(FloatVector x) {
    FloatVector shifted =
        x.fma(FloatVector.broadcast(FLOATS, LOG2E), FloatVector.broadcast(FLOATS, ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r =
        n.fma(
            FloatVector.broadcast(FLOATS, -LN2_LOW),
            n.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), x));
    FloatVector p = FloatVector.broadcast(FLOATS, E0).fma(r, FloatVector.broadcast(FLOATS, E1));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E2));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E3));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E4));
    p = p.fma(r, FloatVector.broadcast(FLOATS, E5));
    p = p.fma(r.mul(r), r).add(1f);
    return p.mul(
        shifted
            .reinterpretAsInts()
            .add(127)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats());
  }

  private static FloatVector logOfOneAnd(FloatVector x) {
    FloatVector sum = x.add(1f);
    FloatVector lost = x.sub(sum.sub(1f));
    FloatVector zero = FloatVector.zero(FLOATS);
    return log(sum).add(zero.blend(lost, sum.compare(VectorOperators.LT, 2f)));
  }

  private static FloatVector log(FloatVector x) {
    var bits = x.reinterpretAsInts();
    FloatVector m = bits.and(0x7fffff).or(0x3f000000).reinterpretAsFloats();
    FloatVector e =
        (FloatVector)
            bits.lanewise(VectorOperators.ASHR, 23)
                .sub(126)
                .convertShape(VectorOperators.I2F, FLOATS, 0);
    var small = m.compare(VectorOperators.LT, SQRT_HALF);
    e = e.sub(1f, small);
    m = m.add(m, small);
    FloatVector r = m.sub(1f);
    FloatVector p = FloatVector.broadcast(FLOATS, L0).fma(r, FloatVector.broadcast(FLOATS, L1));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L2));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L3));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L4));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L5));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L6));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L7));
    p = p.fma(r, FloatVector.broadcast(FLOATS, L8));
    FloatVector square = r.mul(r);
    FloatVector y = p.mul(r).mul(square);
    y = e.fma(FloatVector.broadcast(FLOATS, LN2_LOW), y);
    y = square.fma(FloatVector.broadcast(FLOATS, -0.5f), y);
    return e.fma(FloatVector.broadcast(FLOATS, LN2_HIGH), r.add(y));
  }
}
