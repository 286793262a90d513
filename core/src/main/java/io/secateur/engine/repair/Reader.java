package io.secateur.engine.repair;

import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node whose weights can be fitted anew: z = factor₁ x W + factor₂ b, of whose features x some
 * are neurons. A row of x is a row of a matrix; for a convolution, what lies under the kernel at
 * one place, channel by channel.
 *
 * @param node the convolution or product
 * @param weights the constant that holds W, which nothing else takes
 * @param bias the constant that holds b, one for each output, which nothing else takes; null if
 *     there is none
 * @param factor what a change of b is worth in units of a change of x W
 * @param outFirst whether W is stored (outputs, features), or (features, outputs)
 * @param outputs how many it makes
 * @param neurons for each feature the neuron that it is, or belongs to; −1 for none
 */
public record Reader(
    Node node,
    String weights,
    @Nullable String bias,
    double factor,
    boolean outFirst,
    int outputs,
    int[] neurons) {

  /** How many numbers stand in a row of x. */
  public int features() {
    return neurons.length;
  }

  /** Whether rows are what lies under a kernel. */
  public boolean isPatches() {
    return node.op().equals("Conv");
  }

  /** The features that some neurons are, in order. */
  public int[] of(int... some) {
    return of(neurons, some);
  }

  static int[] of(int[] neurons, int... some) {
    return IntStream.range(0, neurons.length)
        .filter(f -> IntStream.of(some).anyMatch(n -> n == neurons[f]))
        .toArray();
  }

  /**
   * The constants of its weights, and of its bias if it has one, without what is lost.
   *
   * @param before the constants' values
   */
  public Map<String, Tensor> without(Loss loss, Function<String, @Nullable Tensor> before) {
    Map<String, Tensor> after = new HashMap<>();
    Tensor whole = Objects.requireNonNull(before.apply(weights));
    after.put(weights, weightsWithout(whole, loss));
    if (bias != null) {
      after.put(bias, biasWithout(Objects.requireNonNull(before.apply(bias)), whole, loss));
    }
    return after;
  }

  /**
   * Weights without what is lost: W − loss W_S, S those features, which leaves nothing in their
   * rows.
   *
   * @param before W
   */
  public Tensor weightsWithout(Tensor before, Loss loss) {
    float[] after = new float[Math.toIntExact(before.size())];
    for (int f = 0; f < features(); f++) {
      double[] share = loss.coefficients()[f];
      for (int o = 0; o < outputs; o++) {
        double sum = before.at(at(f, o));
        for (int s = 0; s < share.length; s++) {
          sum -= share[s] * before.at(at(loss.features()[s], o));
        }
        after[at(f, o)] = (float) sum;
      }
    }
    for (int f : loss.features()) {
      for (int o = 0; o < outputs; o++) {
        after[at(f, o)] = 0; // and not what rounding leaves
      }
    }
    return Tensor.of(before.dims(), after);
  }

  /** The bias without a neuron, W being the weights before. */
  public Tensor biasWithout(Tensor before, Tensor weights, Loss loss) {
    double[] share = loss.coefficients()[features()];
    float[] after = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double sum = before.at(o);
      for (int s = 0; s < share.length; s++) {
        sum -= factor * share[s] * weights.at(at(loss.features()[s], o));
      }
      after[o] = (float) sum;
    }
    return Tensor.of(before.dims(), after);
  }

  private int at(int feature, int output) {
    return outFirst ? output * features() + feature : feature * outputs + output;
  }
}
