package io.secateur.anatomy;

import io.secateur.model.Node;

/**
 * A computed number that has to be scaled where neurons go: what a Shape node measures, to what it
 * was; or what a node is given, from what it was to what is left.
 *
 * @param node the Shape node, or the node that is given the number
 * @param slot the input at which it is; −1 for what a Shape node measures
 * @param element which element of it
 * @param numbers all of the numbers there
 * @param neurons the neurons that it counts, −1 for an index that is none
 */
public record Scaling(Node node, int slot, int element, Operand numbers, int[] neurons) {

  /** Whether it is what a Shape node measures. */
  public boolean isMeasured() {
    return slot < 0;
  }

  /** How many of the indices stay under these gates. */
  public int kept(Gates gates) {
    int kept = 0;
    for (int neuron : neurons) {
      kept += neuron < 0 || gates.isOpen(neuron) ? 1 : 0;
    }
    return kept;
  }
}
