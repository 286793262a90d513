package io.secateur.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A network as a directed graph: nodes in an order that can be run, joined by named values. */
public final class Graph {
  private final List<Node> nodes;
  private final Map<String, Tensor> constants;
  private final Set<String> parameters;
  private final List<ValueInfo> inputs;
  private final List<ValueInfo> outputs;
  private final Map<String, Long> opsets;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Set<String> data = new HashSet<>();

  Graph(
      List<Node> nodes,
      Map<String, Tensor> constants,
      Set<String> parameters,
      List<ValueInfo> inputs,
      List<ValueInfo> outputs,
      Map<String, Long> opsets) {
    this.nodes = List.copyOf(nodes);
    this.constants = Map.copyOf(constants);
    this.parameters = Set.copyOf(parameters);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.opsets = Map.copyOf(opsets);
    inputs.forEach(i -> data.add(i.name()));
    for (Node node : this.nodes) {
      node.outputs().forEach(o -> producers.put(o, node));
      Set<String> taken = new LinkedHashSet<>(node.inputs());
      taken.addAll(node.captures());
      for (String value : taken) {
        readers.computeIfAbsent(value, v -> new ArrayList<>()).add(node);
      }
      if (taken.stream().anyMatch(data::contains)) {
        data.addAll(node.outputs());
        data.remove(""); // an output that nobody wants is not an input that is left out
      }
    }
  }

  /** Every node but those that only make a constant, each after the nodes whose values it takes. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Values that never change: initializers, and the outputs of Constant nodes. */
  public Map<String, Tensor> constants() {
    return constants;
  }

  /**
   * The names of the constants that count as parameters: real-valued initializers, integers that a
   * DequantizeLinear makes real, and real-valued Constant nodes of more than one element (some
   * exporters keep weights there; single numbers are arithmetic).
   */
  public Set<String> parameters() {
    return parameters;
  }

  /** What a user of the network gives it: the graph's inputs that no initializer stands for. */
  public List<ValueInfo> inputs() {
    return inputs;
  }

  public List<ValueInfo> outputs() {
    return outputs;
  }

  /** The version of ONNX's own operators that the graph is written in. */
  public long opset() {
    return opsets.getOrDefault("", 1L);
  }

  /** The version of each set of operators, by its domain; "" for ONNX's own. */
  Map<String, Long> opsets() {
    return opsets;
  }

  /** The node that makes a value; null for a constant or an input of the graph. */
  public @Nullable Node producer(String value) {
    return producers.get(value);
  }

  /** The nodes that take a value, each once, in order. */
  public List<Node> readers(String value) {
    return readers.getOrDefault(value, List.of());
  }

  /** Whether a value depends on what the user gives the network, and may differ between samples. */
  public boolean isData(String value) {
    return data.contains(value);
  }

  public boolean isOutput(String value) {
    return outputs.stream().anyMatch(o -> o.name().equals(value));
  }
}
