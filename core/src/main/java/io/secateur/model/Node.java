package io.secateur.model;

import java.util.List;

/**
 * One operation of the graph.
 *
 * @param index its place in the file
 * @param name its name, or {@code op_index} where the file gives none
 * @param op the operator, prefixed with its domain where that is not ONNX's own
 * @param inputs names of the values it takes; "" for an optional one that is left out
 * @param outputs names of the values it makes; "" for one that nobody wants
 * @param captures names of outer values that its subgraphs (If, Loop, Scan) take
 */
public record Node(
    int index,
    String name,
    String op,
    List<String> inputs,
    List<String> outputs,
    Attributes attributes,
    List<String> captures) {

  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    captures = List.copyOf(captures);
  }

  /** Whether the input at this place is given. */
  public boolean hasInput(int slot) {
    return slot < inputs.size() && !inputs.get(slot).isEmpty();
  }

  /** The name of an input that the operator cannot do without. */
  public String input(int slot) {
    if (!hasInput(slot)) {
      throw new UnusableException(this + " lacks its input " + slot + "; export the model again");
    }
    return inputs.get(slot);
  }

  public String output() {
    return outputs.get(0);
  }

  /** For messages: {@code node 'conv1' (Conv)}. */
  @Override
  public String toString() {
    return "node '" + name + "' (" + op + ")";
  }
}
