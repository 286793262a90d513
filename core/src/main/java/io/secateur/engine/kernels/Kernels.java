package io.secateur.engine.kernels;

/**
 * The loops of exact ablation over a block of samples.
 *
 * <p>A block holds {@value #BLOCK} samples side by side, so that vectors run over samples and no
 * loop has a remainder; a short last block is filled up, and its fillers have weight 0.
 */
public sealed interface Kernels permits PlainKernels, VectorKernels {
  /** Samples in a block: a multiple of two vectors on every machine. */
  int BLOCK = 64;

  /** Rows of weights are padded to a multiple of this. */
  int PANEL = 4;

  /** For people: what runs. */
  String description();

  /**
   * The rank-one update y = z − a w: y[i][s] = z[rows[i] + s] − a[aAt + s] · w[wAt + i].
   *
   * @param rows where each of the n rows of z begins
   * @param y (n, BLOCK); may be z itself where the rows lie in the same places
   */
  void subtract(float[] z, int[] rows, int n, float[] a, int aAt, float[] w, int wAt, float[] y);

  /** x ← f(x) for the first {@code count} numbers, a multiple of BLOCK. */
  void activate(Activation f, float slope, float[] x, int count);

  /**
   * y = W x + b: y[k][s] = b[k] + Σ_j w[j · stride + k] x[j][s], stride being {@code out} rounded
   * up to PANEL.
   *
   * @param x (in, BLOCK)
   * @param y (stride, BLOCK); rows beyond {@code out} are undefined
   */
  void affine(float[] x, int in, float[] w, float[] b, int out, float[] y);

  /** Σ_s weight[s] ½ Σ_k (o[k][s] − t[k · stride + s])². */
  double squared(float[] o, int outs, float[] t, int tAt, int stride, float[] weight, int weightAt);

  /** Σ_s weight[s] Σ_k −t_k log softmax(z)_k, targets laid out as for {@link #squared}. */
  double categorical(
      float[] z, int outs, float[] t, int tAt, int stride, float[] weight, int weightAt);

  /**
   * Σ_s weight[s] Σ_k −t_k log σ(z_k) − (1 − t_k) log(1 − σ(z_k)), targets as for {@link #squared}.
   */
  double bernoulli(
      float[] z, int outs, float[] t, int tAt, int stride, float[] weight, int weightAt);

  /** n rounded up to a multiple of {@link #PANEL}. */
  static int padded(int n) {
    return (n + PANEL - 1) / PANEL * PANEL;
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
