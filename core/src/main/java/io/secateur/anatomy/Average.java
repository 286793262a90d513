package io.secateur.anatomy;

import io.secateur.model.Node;

/**
 * A mean over an axis on which neurons lie. A closed gate adds a zero to its sum and leaves what it
 * divides by, so where neurons go, the mean of the others is scaled by how many of all they are.
 *
 * @param node the node that takes the mean
 * @param neurons for each index of the axis, the neuron that it belongs to; −1 where that is none
 */
public record Average(Node node, int[] neurons) {

  /** The part of all indices that stays under these gates. */
  public double part(Gates gates) {
    int kept = 0;
    for (int neuron : neurons) {
      kept += neuron < 0 || gates.isOpen(neuron) ? 1 : 0;
    }
    return (double) kept / neurons.length;
  }
}
