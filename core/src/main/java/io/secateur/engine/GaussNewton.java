package io.secateur.engine;

import io.secateur.engine.errors.ErrorMeasure;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The slope of E in the gates, and its Gauss-Newton curvature Σ_b J_bᵀ H_b J_b: with z the last
 * pre-activation of sample b, J_b = ∂z/∂α (k, neurons) by one backward pass for each of the k
 * numbers, and H_b = ∂²E_b/∂z² (k, k), exact.
 *
 * <p>That is ∂²E/∂α² but for Σ_j ∂E/∂z_j ∂²z_j/∂α². Where what follows the neurons is piecewise
 * linear, as ReLUs are, the diagonal of this rest is 0 almost everywhere for neurons that are not
 * read again behind their own readers (Schraudolph 2002; Martens 2010).
 */
final class GaussNewton {
  private final LastCurvature last;
  private final int[] neurons;
  private final double[] first;
  private final double[] diagonal;
  private final double[][] second; // empty if only the diagonal is wanted

  /**
   * @param neurons whose gates count
   * @param all whether pairs are wanted, and not only the diagonal
   */
  GaussNewton(Network network, ErrorMeasure measure, int[] neurons, boolean all) {
    this.last = new LastCurvature(network, measure);
    this.neurons = neurons;
    this.first = new double[neurons.length];
    this.diagonal = new double[neurons.length];
    this.second = all ? new double[neurons.length][neurons.length] : new double[0][];
  }

  /**
   * What a sample takes in memory.
   *
   * @param under numbers for each output, where readers lose what is under their kernels
   */
  static long bytesPerSample(int outputs, int gates, long under) {
    long form = Double.BYTES * (3L * gates + outputs); // J, its columns, and H J
    return outputs * (form + Float.BYTES * under);
  }

  /**
   * Adds the samples of a pass.
   *
   * @param target what their outputs are held against (batch, k)
   */
  void add(SampleGates pass, Chunk chunk, Tensor target) {
    Tensor z = pass.prediction().logits();
    if (!z.requires_grad() || neurons.length == 0) {
      return; // no gate changes it
    }
    LastCurvature.Full error = last.full(pass.values(), target, chunk.size());
    Tensor columns = Tensor.create(Arrays.stream(neurons).asLongStream().toArray());
    Tensor jacobian = pass.jacobian(z).index_select(2, columns); // (batch, k, neurons)
    Tensor bent = error.hessian().bmm(jacobian); // H J
    add(first, jacobian.mul(error.gradient().unsqueeze(2)).sum(0, 1));
    add(diagonal, jacobian.mul(bent).sum(0, 1));
    if (second.length > 0) {
      long n = neurons.length;
      Tensor gram = jacobian.reshape(-1, n).t().matmul(bent.reshape(-1, n));
      double[] all = Bridge.doubles(gram);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) { // both halves alike, to the last bit
          second[i][j] += (all[i * (int) n + j] + all[j * (int) n + i]) / 2;
        }
      }
    }
  }

  private static void add(double[] sums, Tensor more) {
    double[] found = Bridge.doubles(more);
    Arrays.setAll(sums, k -> sums[k] + found[k]);
  }

  /** The slope and the diagonal, in the neurons' order. */
  Derivatives derivatives() {
    return new Derivatives(first, diagonal);
  }

  /** All pairs. */
  Expansion expansion() {
    return new Expansion(neurons, first, second);
  }
}
