package io.secateur.anatomy;

import io.secateur.model.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One gate α for each neuron: 1 is on, 0 is off; and with it the weights that were fitted anew when
 * gates were closed, if any were. Immutable.
 */
public final class Gates {
  private final double[] alpha;
  private final Map<String, Tensor> refitted;

  private Gates(double[] alpha, Map<String, Tensor> refitted) {
    this.alpha = alpha;
    this.refitted = refitted;
  }

  /** All gates open: the trained network. */
  public static Gates open(int neurons) {
    double[] alpha = new double[neurons];
    Arrays.fill(alpha, 1);
    return new Gates(alpha, Map.of());
  }

  /** Gates at the given values. */
  public static Gates of(double... alpha) {
    return new Gates(alpha.clone(), Map.of());
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
    return new Gates(changed, refitted);
  }

  /** These gates with other values for some of the graph's constants. */
  public Gates with(Map<String, Tensor> weights) {
    Map<String, Tensor> all = new HashMap<>(refitted);
    all.putAll(weights);
    return new Gates(alpha, Map.copyOf(all));
  }

  /** The constants that have other values than in the file. */
  public Map<String, Tensor> refitted() {
    return refitted;
  }

  /** Whether all gates are alike, and the very same weights were fitted anew. */
  public boolean sameAs(Gates other) {
    return Arrays.equals(alpha, other.alpha)
        && sameWeights(other, refitted.keySet())
        && sameWeights(other, other.refitted.keySet());
  }

  /** Whether some constants have the very same values. */
  public boolean sameWeights(Gates other, Iterable<String> constants) {
    for (String constant : constants) {
      if (refitted.get(constant) != other.refitted.get(constant)) {
        return false;
      }
    }
    return true;
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
