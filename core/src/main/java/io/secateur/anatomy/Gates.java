package io.secateur.anatomy;

import java.util.Arrays;

/** One gate α for each neuron: 1 is on, 0 is off. Immutable. */
public final class Gates {
  private final double[] alpha;

  private Gates(double[] alpha) {
    this.alpha = alpha;
  }

  /** All gates open: the trained network. */
  public static Gates open(int neurons) {
    double[] alpha = new double[neurons];
    Arrays.fill(alpha, 1);
    return new Gates(alpha);
  }

  /** Gates at the given values. */
  public static Gates of(double... alpha) {
    return new Gates(alpha.clone());
  }

  public int size() {
    return alpha.length;
  }

  public double alpha(int neuron) {
    return alpha[neuron];
  }

  /** Whether the neuron is in the network at all. */
  public boolean isOpen(int neuron) {
    return alpha[neuron] != 0;
  }

  /** These gates with one of them at another value. */
  public Gates with(int neuron, double value) {
    double[] changed = alpha.clone();
    changed[neuron] = value;
    return new Gates(changed);
  }

  public Gates close(int neuron) {
    return with(neuron, 0);
  }

  /** The neurons whose gates are not closed, in order. */
  public int[] alive() {
    int[] alive = new int[alpha.length];
    int n = 0;
    for (int k = 0; k < alpha.length; k++) {
      if (alpha[k] != 0) {
        alive[n++] = k;
      }
    }
    return Arrays.copyOf(alive, n);
  }

  /** All values, as a copy. */
  public double[] toArray() {
    return alpha.clone();
  }
}
