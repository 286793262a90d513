package io.secateur.anatomy;

import io.secateur.engine.Network;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is found in a small graph, in words short enough to compare. */
final class Found {
  private Found() {}

  /** An empty graph with the input x; −1 is a free batch. */
  static ModelBuilder graph(long... input) {
    return new ModelBuilder(13).input("x", ElementType.FLOAT, input);
  }

  /** Random weights with a name. */
  static ModelBuilder weights(ModelBuilder graph, String name, long... dims) {
    return graph.constant(name, Weights.random(name.hashCode(), dims));
  }

  static ModelBuilder sizes(ModelBuilder graph, String name, long... values) {
    return graph.constant(name, Tensor.of(new long[] {values.length}, values));
  }

  /** x -> Gemm -> Relu, a layer of this width with the name {@code fc}. */
  static ModelBuilder hidden(ModelBuilder graph, int inputs, int width) {
    weights(graph, "fc.w", inputs, width);
    return graph.node("Gemm", "fc", List.of("x", "fc.w")).node("Relu", "hidden", List.of("fc"));
  }

  /** A last Gemm that takes a value of this width, named {@code out}, and the graph's output. */
  static Graph ending(ModelBuilder graph, String value, int width) {
    weights(graph, "out.w", width, 2);
    return graph
        .node("Gemm", "out", List.of(value, "out.w"))
        .output("out", ElementType.FLOAT, -1, 2)
        .build()
        .graph();
  }

  static Anatomy in(Graph graph) {
    try (Network network = Network.of(graph, Map.of())) {
      return network.anatomy();
    }
  }

  /** Each layer that can be pruned as {@code name kind width}. */
  static List<String> prunable(Anatomy anatomy) {
    return anatomy.layers().stream()
        .filter(Layer::isPrunable)
        .map(l -> l.name() + " " + l.kind() + " " + l.width())
        .toList();
  }

  /** Each layer that cannot as {@code name kind width: reason}. */
  static List<String> pinned(Anatomy anatomy) {
    return anatomy.layers().stream()
        .filter(l -> !l.isPrunable())
        .map(l -> l.name() + " " + l.kind() + " " + l.width() + ": " + l.reason())
        .toList();
  }

  /** Each gate site as {@code node.slot[axis]: neurons}. */
  static List<String> sites(Anatomy anatomy) {
    return anatomy.gateSites().stream()
        .map(s -> s.node().name() + "." + s.slot() + "[" + s.axis() + "]: " + joined(s.neurons()))
        .toList();
  }

  /** The slices of constants as {@code constant[axis]: neurons}. */
  static List<String> constants(Anatomy anatomy) {
    return anatomy.slices().stream()
        .filter(s -> s.operand().isConstant())
        .map(s -> s.operand().value() + "[" + s.axis() + "]: " + joined(s.neurons()))
        .toList();
  }

  /** The sizes in constants as {@code node.slot#element = value[axis]}. */
  static List<String> sizes(Anatomy anatomy) {
    return anatomy.sizeConstants().stream()
        .map(
            s ->
                s.node().name()
                    + "."
                    + s.slot()
                    + "#"
                    + s.element()
                    + " = "
                    + s.operand().value()
                    + "["
                    + s.axis()
                    + "]")
        .toList();
  }

  /** Each computed number that is scaled as {@code node.slot#element: neurons}. */
  static List<String> scalings(Anatomy anatomy) {
    return anatomy.scalings().stream()
        .map(s -> s.node().name() + "." + s.slot() + "#" + s.element() + ": " + joined(s.neurons()))
        .toList();
  }

  private static String joined(int[] neurons) {
    return Arrays.stream(neurons)
        .mapToObj(n -> n < 0 ? "-" : Integer.toString(n))
        .collect(Collectors.joining(" "));
  }
}
