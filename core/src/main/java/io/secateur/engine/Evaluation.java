package io.secateur.engine;

/**
 * How good a network is on a data set.
 *
 * @param samples how many samples it was given
 * @param error the total error E
 * @param accuracy the share of samples whose class is right, 0 to 1; NaN where the data tells no
 *     classes
 */
public record Evaluation(int samples, double error, double accuracy) {
  public double meanError() {
    return error / samples;
  }

  public boolean hasAccuracy() {
    return !Double.isNaN(accuracy);
  }
}
