package io.secateur.engine.kernels;

import static io.secateur.engine.kernels.Coefficients.*;

/** The kernels as plain loops. */
final class PlainKernels implements Kernels {
  @Override
  public String description() {
    return "plain loops";
  }

  @Override
  public void subtract(
      float[] z, int[] rows, int n, float[] a, int aAt, float[] w, int wAt, float[] y) {
    for (int i = 0; i < n; i++) {
      for (int s = 0; s < BLOCK; s++) {
        y[i * BLOCK + s] = Math.fma(-w[wAt + i], a[aAt + s], z[rows[i] + s]);
      }
    }
  }

  @Override
  public void activate(Activation f, float slope, float[] x, int count) {
    switch (f) {
      case IDENTITY -> {}
      case RELU -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.max(x[i], 0);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] > 0 ? x[i] : slope * x[i];
        }
      }
      case SIGMOID -> sigmoids(x, count, 1f);
      case TANH -> { // 2 σ(2x) − 1
        sigmoids(x, count, 2f);
        for (int i = 0; i < count; i++) {
          x[i] = Math.fma(2f, x[i], -1f);
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
    for (int at = 0; at < count; at++) {
      x[at] = Math.fma(1f / denominator(x[at], scale), scale, offset);
    }
  }

  /** x ← σ(scale x), two rows with one division: 1 / u = (1 / uv) v. */
  private static void sigmoids(float[] x, int count, float scale) {
    int at = 0;
    for (; at + 2 * BLOCK <= count; at += 2 * BLOCK) {
      for (int s = at; s < at + BLOCK; s++) {
        float u = denominator(x[s], scale);
        float v = denominator(x[s + BLOCK], scale);
        float inverse = 1f / (u * v);
        x[s] = inverse * v;
        x[s + BLOCK] = inverse * u;
      }
    }
    for (; at < count; at++) {
      x[at] = 1f / denominator(x[at], scale);
    }
  }

  /** 1 + exp(−scale x), x kept where two of these can be multiplied. */
  private static float denominator(float x, float scale) {
    return 1f + power(-Math.max(Math.min(scale * x, SIGMOID_BOUND), -SIGMOID_BOUND));
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
    boolean tanh = f == Activation.TANH;
    float scale = tanh ? 2f : 1f;
    float shrink = scale / (1 << doublings);
    int i = 0;
    for (; i + 1 < n; i += 2) { // two rows with one division
      for (int s = 0; s < BLOCK; s++) {
        int at = i * BLOCK + s;
        float o0 = Math.fma(o[rows[i] + s], 1f / scale, tanh ? 0.5f : 0f);
        float o1 = Math.fma(o[rows[i + 1] + s], 1f / scale, tanh ? 0.5f : 0f);
        float u = divisor(o0, a[aAt + s] * (w[wAt + i] * shrink), doublings);
        float v = divisor(o1, a[aAt + s] * (w[wAt + i + 1] * shrink), doublings);
        float inverse = 1f / (u * v);
        y[at] = Math.fma(inverse * v * o0, scale, tanh ? -1f : 0f);
        y[at + BLOCK] = Math.fma(inverse * u * o1, scale, tanh ? -1f : 0f);
      }
    }
    for (; i < n; i++) {
      for (int s = 0; s < BLOCK; s++) {
        int at = i * BLOCK + s;
        float o0 = Math.fma(o[rows[i] + s], 1f / scale, tanh ? 0.5f : 0f);
        float u = divisor(o0, a[aAt + s] * (w[wAt + i] * shrink), doublings);
        y[at] = Math.fma(1f / u * o0, scale, tanh ? -1f : 0f);
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
    for (int s = 0; s < BLOCK; s++) {
      float column = a[aAt + s] * (1f / (1 << doublings));
      float sum = 0;
      int i = 0;
      for (; i + 1 < n; i += 2) {
        int at = i * BLOCK + s;
        float u = divisor(o[at], column * w[wAt + i], doublings);
        float v = divisor(o[at + BLOCK], column * w[wAt + i + 1], doublings);
        float inverse = 1f / (u * v);
        float d0 = Math.fma(inverse * v, o[at], -t[at]);
        float d1 = Math.fma(inverse * u, o[at + BLOCK], -t[at + BLOCK]);
        sum = Math.fma(d1, d1, Math.fma(d0, d0, sum));
      }
      if (i < n) {
        int at = i * BLOCK + s;
        float d0 = Math.fma(1f / divisor(o[at], column * w[wAt + i], doublings), o[at], -t[at]);
        sum = Math.fma(d0, d0, sum);
      }
      each[s] = sum * 0.5f;
    }
  }

  /** q(x). */
  private static float quotient(float x) {
    float q = Math.fma(Q4, x, Q3);
    q = Math.fma(q, x, Q2);
    q = Math.fma(q, x, Q1);
    return Math.fma(q, x, Q0);
  }

  /** 1 + (1 − o)(e^X − 1) for X = 2^doublings x. */
  private static float divisor(float o, float x, int doublings) {
    float r = Math.fma(quotient(x), x * x, x);
    for (int d = 0; d < doublings; d++) { // (r + 1)² − 1
      r = Math.fma(r, r, r + r);
    }
    return Math.fma(1f - o, r, 1f);
  }

  @Override
  public void affine(float[] x, int[] rows, int in, float[] w, float[] b, int out, float[] y) {
    int stride = Kernels.padded(out);
    for (int k = 0; k < out; k++) {
      for (int s = 0; s < BLOCK; s++) {
        float sum = b[k];
        for (int j = 0; j < in; j++) {
          sum = Math.fma(w[j * stride + k], x[rows[j] + s], sum);
        }
        y[k * BLOCK + s] = sum;
      }
    }
  }

  @Override
  public void rectified(float[] z, int zAt, int n, float a, float[] w, int wAt, float[] h) {
    for (int i = 0; i < n; i++) {
      h[i] = Math.max(Math.fma(w[wAt + i], -a, z[zAt + i]), 0);
    }
  }

  @Override
  public void spread(float[] h, int n, float[] w, int stride, float[] b, int outs, float[] y) {
    for (int k = 0; k < outs; k++) {
      float p = b[k];
      float q = 0;
      float r = 0;
      float s = 0;
      for (int i = 0; i < n; i += 4) {
        p = Math.fma(w[i * stride + k], h[i], p);
        q = Math.fma(w[(i + 1) * stride + k], h[i + 1], q);
        r = Math.fma(w[(i + 2) * stride + k], h[i + 2], r);
        s = Math.fma(w[(i + 3) * stride + k], h[i + 3], s);
      }
      y[k] = p + q + (r + s);
    }
  }

  @Override
  public void squared(float[] o, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s++) {
      float sum = 0;
      for (int k = 0; k < outs; k++) {
        float d = o[k * BLOCK + s] - t[k * BLOCK + s];
        sum = Math.fma(d, d, sum);
      }
      each[s] = 0.5f * sum;
    }
  }

  @Override
  public void brier(float[] z, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s++) {
      float max = z[s];
      for (int k = 1; k < outs; k++) {
        max = Math.max(max, z[k * BLOCK + s]);
      }
      float mass = 0;
      for (int k = 0; k < outs; k++) {
        z[k * BLOCK + s] = exp(z[k * BLOCK + s] - max);
        mass += z[k * BLOCK + s];
      }
      float share = 1 / mass;
      float sum = 0;
      for (int k = 0; k < outs; k++) {
        float d = Math.fma(z[k * BLOCK + s], share, -t[k * BLOCK + s]);
        sum = Math.fma(d, d, sum);
      }
      each[s] = 0.5f * sum;
    }
  }

  @Override
  public void categorical(float[] z, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s++) {
      float max = z[s];
      for (int k = 1; k < outs; k++) {
        max = Math.max(max, z[k * BLOCK + s]);
      }
      float largest = 0; // how many there are, of which all but one go to the rest
      float rest = 0;
      float mass = 0;
      float inner = 0;
      for (int k = 0; k < outs; k++) {
        float d = z[k * BLOCK + s] - max;
        float target = t[k * BLOCK + s];
        boolean below = d < 0;
        largest += below ? 0 : 1;
        rest += below ? exp(d) : 0;
        mass += target;
        inner = Math.fma(target, d, inner);
      }
      float log = logOfOneAnd(rest + (largest - 1f));
      each[s] = Math.fma(mass, log, -inner);
    }
  }

  @Override
  public void bernoulli(float[] z, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s++) {
      float sum = 0;
      for (int k = 0; k < outs; k++) {
        float x = z[k * BLOCK + s];
        float line = Math.fma(-t[k * BLOCK + s], x, Math.max(x, 0));
        sum += line + logOfOneAnd(exp(-Math.abs(x)));
      }
      each[s] = sum;
    }
  }

  @Override
  public void mistakes(float[] z, int outs, float[] t, int width, float[] each) {
    for (int s = 0; s < width; s++) {
      float largest = outs == 1 ? 0 : z[s];
      float said = outs == 1 ? 1 - t[s] : t[s];
      boolean isNone = Float.isNaN(z[s]);
      for (int k = outs == 1 ? 0 : 1; k < outs; k++) {
        float x = z[k * BLOCK + s];
        said = x > largest ? t[k * BLOCK + s] : said;
        largest = x > largest ? x : largest;
        isNone |= Float.isNaN(x);
      }
      each[s] = isNone ? Float.NaN : 1 - said;
    }
  }

  @Override
  public void divergence(float[] z, int outs, float[] t, int width, float[] each) {
    int half = outs * BLOCK;
    for (int s = 0; s < width; s++) {
      float mass = 0;
      float mean = 0;
      for (int k = s; k < half; k += BLOCK) {
        mass += t[half + k];
        mean = Math.fma(t[half + k], z[k] - t[k], mean);
      }
      mean /= mass;
      float sum = 0;
      float max = -Float.MAX_VALUE;
      for (int k = s; k < half; k += BLOCK) {
        float x = z[k] - t[k] - mean;
        float y = x + t[k];
        float p = t[half + k];
        float near = p * x * x * quotient(x);
        float far = Math.fma(-p, x, exp(y) - p);
        sum += Math.abs(x) <= EXPM1_BOUND ? near : far;
        max = Math.max(max, y);
      }
      float error = logOfOneAnd(sum);
      if (max > FAR) {
        float rest = 0;
        for (int k = s; k < half; k += BLOCK) {
          rest += exp(z[k] - t[k] - mean + t[k] - max);
        }
        error = log(rest) + max;
      }
      each[s] = error + 0f * mean; // what is no number stays none
    }
  }

  static float exp(float x) {
    return power(Math.max(Math.min(x, EXP_BOUND), -EXP_BOUND));
  }

  /** eˣ = 2ⁿ eʳ with n the nearest integer to x / ln 2, for x within the bounds. */
  private static float power(float x) {
    float shifted = Math.fma(x, LOG2E, ROUND);
    float n = shifted - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float p = Math.fma(E0, r, E1);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E5);
    p = Math.fma(p, r * r, r) + 1f;
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
  }

  /** log (1 + x) for x from 0 up, to full precision also where it is small, as most errors are. */
  static float logOfOneAnd(float x) {
    float sum = 1f + x;
    return log(sum) + (sum < 2 ? x - (sum - 1f) : 0); // and what the sum lost
  }

  /** log x = e ln 2 + log m for x = 2ᵉ m; for x from 1 up. */
  static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    float e = (bits >> 23) - 126;
    float m = Float.intBitsToFloat((bits & 0x7fffff) | 0x3f000000);
    if (m < SQRT_HALF) {
      e -= 1;
      m += m;
    }
    float r = m - 1f;
    float p = Math.fma(L0, r, L1);
    p = Math.fma(p, r, L2);
    p = Math.fma(p, r, L3);
    p = Math.fma(p, r, L4);
    p = Math.fma(p, r, L5);
    p = Math.fma(p, r, L6);
    p = Math.fma(p, r, L7);
    p = Math.fma(p, r, L8);
    float square = r * r;
    float y = p * r * square;
    y = Math.fma(e, LN2_LOW, y);
    y = Math.fma(-0.5f, square, y);
    return Math.fma(e, LN2_HIGH, r + y);
  }
}
