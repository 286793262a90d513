package io.secateur.engine.kernels;

/**
 * The loops of exact ablation over a block of samples.
 *
 * <p>A block holds {@value #BLOCK} samples side by side, so that vectors run over samples and no
 * loop has a remainder; a short last block is filled up.
 */
public sealed interface Kernels permits PlainKernels, VectorKernels {
  /**
   * Samples in a block: a multiple of four vectors on every machine. Fewer, and fetching a neuron's
   * numbers costs more than what is done with them; more, and a layer leaves the nearest cache.
   */
  int BLOCK = 128;

  /** Rows of weights are padded to a multiple of this. */
  int PANEL = 2;

  /** What runs along units comes in multiples of this: the widest vector. */
  int WIDE = 16;

  /** For people: what runs. */
  String description();

  /**
   * The rank-one update y = z − a w: y[i][s] = z[rows[i] + s] − a[aAt + s] · w[wAt + i].
   *
   * @param rows where each of the n rows of z begins
   * @param y (n, BLOCK); may be z itself where the rows lie in the same places
   */
  void subtract(float[] z, int[] rows, int n, float[] a, int aAt, float[] w, int wAt, float[] y);

  /** Doublings that {@link #shifted} and {@link #shiftedSquared} can be asked for. */
  int MOST_DOUBLINGS = 2;

  /**
   * The rank-one update behind a sigmoid or tanh: y[i][s] = f(z[i][s] − x) for x = a[aAt + s] ·
   * w[wAt + i], from o = f(z). For a sigmoid that is o / (1 + (1 − o)(eˣ − 1)), and tanh is 2 σ(2z)
   * − 1.
   *
   * @param f SIGMOID or TANH
   * @param o f(z)
   * @param rows where each of its n rows begins
   * @param doublings as {@link #doublings} says
   * @param y (n, BLOCK)
   */
  void shifted(
      Activation f,
      float[] o,
      int[] rows,
      int n,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      int doublings,
      float[] y);

  /**
   * The squared error behind such an update of a network's sigmoid outputs: each[s] = ½ Σ_i
   * (σ(z[i][s] − x) − t[i][s])².
   *
   * @param o σ(z), (n, BLOCK)
   * @param t (n, BLOCK)
   * @param each (BLOCK)
   */
  void shiftedSquared(
      float[] o,
      int n,
      float[] a,
      int aAt,
      float[] w,
      int wAt,
      int doublings,
      float[] t,
      float[] each);

  /**
   * How often eˣ − 1 must be doubled from where its polynomial holds to reach an argument; more
   * than {@link #MOST_DOUBLINGS} where that would lose too much, or the argument is no number.
   *
   * @param most the largest |a w| among what is to be updated
   */
  static int doublings(Activation f, float most) {
    float x = f == Activation.TANH ? 2 * most : most;
    int bits = Float.floatToRawIntBits(x / Coefficients.EXPM1_BOUND);
    int doublings = ((bits + 0x7fffff) >>> 23) - 127; // the logarithm, rounded up
    return Math.max(0, Math.min(MOST_DOUBLINGS + 1, doublings));
  }

  /** x ← f(x) for the first {@code count} numbers, a multiple of BLOCK. */
  void activate(Activation f, float slope, float[] x, int count);

  /** The same, of which no number depends on another: rows that share a division differ in this. */
  void activateAlone(Activation f, float slope, float[] x, int count);

  /**
   * y = W x + b: y[k][s] = b[k] + Σ_j w[j · stride + k] x[rows[j] + s], stride being {@code out}
   * rounded up to PANEL.
   *
   * @param rows where each of the {@code in} rows of x begins
   * @param y (stride, BLOCK); rows beyond {@code out} are undefined
   */
  void affine(float[] x, int[] rows, int in, float[] w, float[] b, int out, float[] y);

  /**
   * The rank-one update of one sample behind a ReLU: h[i] = max(z[zAt + i] − a w[wAt + i], 0).
   *
   * @param n a multiple of {@link #WIDE}
   */
  void rectified(float[] z, int zAt, int n, float a, float[] w, int wAt, float[] h);

  /**
   * A linear map of one sample: y[k] = b[k] + Σ_i h[i] w[i · stride + k], in four sums over i.
   *
   * @param n a multiple of {@link #WIDE}
   * @param w (n, stride), and WIDE numbers more
   * @param b (outs), and up to a multiple of WIDE
   * @param y (outs) rounded up to a multiple of WIDE
   */
  void spread(float[] h, int n, float[] w, int stride, float[] b, int outs, float[] y);

  /**
   * each[s] = ½ Σ_k (o[k][s] − t[k][s])² for the first {@code width} samples, a multiple of WIDE; o
   * and t in rows of BLOCK.
   */
  void squared(float[] o, int outs, float[] t, int width, float[] each);

  /** each[s] = ½ Σ_k (softmax(z)_k − t_k)², laid out as for {@link #squared}; z is overwritten. */
  void brier(float[] z, int outs, float[] t, int width, float[] each);

  /** each[s] = Σ_k −t_k log softmax(z)_k, laid out as for {@link #squared}. */
  void categorical(float[] z, int outs, float[] t, int width, float[] each);

  /**
   * each[s] = Σ_k −t_k log σ(z_k) − (1 − t_k) log(1 − σ(z_k)), laid out as for {@link #squared}.
   */
  void bernoulli(float[] z, int outs, float[] t, int width, float[] each);

  /**
   * each[s] = Σ_k p_k log(p_k / softmax(z)_k), never below 0. With d_k = z_k − log p_k, u = Σ_k p_k
   * d_k and x_k = d_k − u it is log(1 + Σ_k p_k (exp(x_k) − 1 − x_k)), of which no term is below 0,
   * so that nothing cancels where the two are almost the same.
   *
   * @param t (2 outs, BLOCK): log p, then p
   */
  void divergence(float[] z, int outs, float[] t, int width, float[] each);

  /**
   * each[s] = 1 − t_k, k the first with the largest z, laid out as for {@link #squared}; with one
   * output |t − 1| where z is above 0, else |t|.
   */
  void mistakes(float[] z, int outs, float[] t, int width, float[] each);

  /** Σ_s each[s] in double precision, over the first {@code count}; the others are fillers. */
  static double sum(float[] each, int count) {
    if (count < BLOCK) {
      double sum = 0;
      for (int s = 0; s < count; s++) {
        sum += each[s];
      }
      return sum;
    }
    double a = 0; // four sums at a time: a processor need not wait for the one before
    double b = 0;
    double c = 0;
    double d = 0;
    for (int s = 0; s < BLOCK; s += 4) {
      a += each[s];
      b += each[s + 1];
      c += each[s + 2];
      d += each[s + 3];
    }
    return a + b + c + d;
  }

  /** n rounded up to a multiple of {@link #PANEL}. */
  static int padded(int n) {
    return (n + PANEL - 1) / PANEL * PANEL;
  }

  /** n rounded up to a multiple of {@link #WIDE}. */
  static int wide(int n) {
    return (n + WIDE - 1) / WIDE * WIDE;
  }

  /** Vectors where the JVM was started with them, else plain loops. */
  static Kernels best() {
    return Choice.BEST;
  }

  /** The plain loops. */
  static Kernels plain() {
    return new PlainKernels();
  }
}
