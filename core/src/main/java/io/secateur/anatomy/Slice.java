package io.secateur.anatomy;

/**
 * Neurons along one axis of one operand.
 *
 * @param operand the value, or the use of a constant
 * @param axis the axis
 * @param neurons for each index of the axis, the neuron that it belongs to; −1 where that is none
 */
public record Slice(Operand operand, int axis, int[] neurons) {

  /** Which indices stay under these gates. */
  public boolean[] keep(Gates gates) {
    boolean[] keep = new boolean[neurons.length];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = neurons[i] < 0 || gates.isOpen(neurons[i]);
    }
    return keep;
  }

  /** How many indices stay under these gates. */
  public int kept(Gates gates) {
    return kept(gates, 0, neurons.length);
  }

  /** How many of a range of indices stay under these gates. */
  public int kept(Gates gates, int from, int count) {
    int kept = 0;
    for (int i = from; i < from + count; i++) {
      kept += neurons[i] < 0 || gates.isOpen(neurons[i]) ? 1 : 0;
    }
    return kept;
  }
}
