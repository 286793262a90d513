package io.secateur.engine.repair;

/**
 * What a reader loses with a neuron: r = [x, 1] B for each of the features S that the neuron is, so
 * that its output becomes z − Σ_s r_s w_s.
 *
 * @param features S, in order
 * @param coefficients B (features + 1, |S|); the last row belongs to the constant 1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Loss(int[] features, double[][] coefficients) {

  /** All of it: r = x_S. */
  static Loss whole(int features, int... lost) {
    double[][] b = new double[features + 1][lost.length];
    for (int s = 0; s < lost.length; s++) {
      b[lost[s]][s] = 1;
    }
    return new Loss(lost, b);
  }
}
