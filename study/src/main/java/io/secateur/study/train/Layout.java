package io.secateur.study.train;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a fully connected network looks like.
 *
 * @param widths how many inputs, neurons in each hidden layer, and outputs
 * @param hidden what follows each hidden layer's sums
 * @param output what follows the last layer's sums
 */
public record Layout(List<Integer> widths, Activation hidden, Activation output) {
  /** Throws IllegalArgumentException if that is no network. */
  public Layout {
    widths = List.copyOf(widths);
    if (widths.size() < 2 || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException(
          "a network needs inputs and outputs, at least one of each, not " + widths);
    }
    if (hidden == Activation.SOFTMAX) {
      throw new IllegalArgumentException("softmax is for the output only");
    }
  }

  public int inputs() {
    return widths.get(0);
  }

  public int outputs() {
    return widths.get(widths.size() - 1);
  }

  /** Layers of weights, one more than hidden layers. */
  public int layers() {
    return widths.size() - 1;
  }

  /** What follows the sums of layer i, counted from 0. */
  Activation activation(int i) {
    return i == layers() - 1 ? output : hidden;
  }

  /** {@code 2-50-50-2}. */
  @Override
  public String toString() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }
}
