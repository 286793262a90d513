package io.secateur.engine;

import io.secateur.model.Graph;
import io.secateur.model.Node;
import java.util.Set;

/**
 * How a network ends.
 *
 * @param output the value whose error is measured, the graph's first output
 * @param kind what its numbers are
 * @param logits the last pre-activation: what the final softmax or activation takes; the output
 *     itself where there is none
 */
record Head(String output, OutputKind kind, String logits) {
  private static final Set<String> RESHAPING =
      Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout");
  private static final Set<String> ACTIVATIONS =
      Set.of("Relu", "Tanh", "LeakyRelu", "Elu", "Selu", "Softplus", "HardSigmoid", "Clip", "Exp");
  private static final Set<String> LINEAR =
      Set.of(
          "Gemm",
          "MatMul",
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Conv",
          "BatchNormalization",
          "GlobalAveragePool");

  static Head of(Graph graph) {
    String output = graph.outputs().get(0).name();
    String value = output;
    while (true) {
      Node node = graph.producer(value);
      if (node == null) {
        return new Head(output, OutputKind.OTHER, output);
      }
      switch (node.op()) {
        case "Softmax":
          return new Head(output, OutputKind.SOFTMAX, node.input(0));
        case "LogSoftmax":
          return new Head(output, OutputKind.LOG_SOFTMAX, node.input(0));
        case "Sigmoid":
          return new Head(output, OutputKind.SIGMOID, node.input(0));
        default:
          if (RESHAPING.contains(node.op())) {
            value = node.input(0);
          } else if (ACTIVATIONS.contains(node.op())) {
            return new Head(output, OutputKind.OTHER, node.input(0));
          } else {
            boolean linear = LINEAR.contains(node.op());
            return new Head(output, linear ? OutputKind.LINEAR : OutputKind.OTHER, value);
          }
      }
    }
  }
}
