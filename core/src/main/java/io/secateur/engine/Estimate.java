package io.secateur.engine;

/**
 * The mean of what was drawn by chance, and how far it may be off.
 *
 * @param mean of the draws
 * @param error the standard error of the mean; NaN where there was one draw only
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Estimate(double[] mean, double[] error) {
  /**
   * Of rows that are drawn independently.
   *
   * @param draws (draws, n)
   */
  public static Estimate of(double[][] draws) {
    int n = draws[0].length;
    int count = draws.length;
    double[] mean = new double[n];
    double[] error = new double[n];
    for (int k = 0; k < n; k++) {
      for (double[] draw : draws) {
        mean[k] += draw[k] / count;
      }
      double squares = 0;
      for (double[] draw : draws) {
        squares += (draw[k] - mean[k]) * (draw[k] - mean[k]);
      }
      error[k] = Math.sqrt(squares / (count - 1) / count); // 0 / 0 for one
    }
    return new Estimate(mean, error);
  }
}
