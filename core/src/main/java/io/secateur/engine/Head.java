package io.secateur.engine;

import io.secateur.engine.errors.OutputKind;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import java.util.Map;
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

  /** What a last operation makes of the last pre-activation. */
  private static final Map<String, OutputKind> LAST =
      Map.ofEntries(
          Map.entry("Softmax", OutputKind.SOFTMAX),
          Map.entry("LogSoftmax", OutputKind.LOG_SOFTMAX),
          Map.entry("Sigmoid", OutputKind.SIGMOID),
          Map.entry("Relu", OutputKind.OTHER),
          Map.entry("Tanh", OutputKind.OTHER),
          Map.entry("LeakyRelu", OutputKind.OTHER),
          Map.entry("Elu", OutputKind.OTHER),
          Map.entry("Selu", OutputKind.OTHER),
          Map.entry("Softplus", OutputKind.OTHER),
          Map.entry("HardSigmoid", OutputKind.OTHER),
          Map.entry("Clip", OutputKind.OTHER),
          Map.entry("Exp", OutputKind.OTHER));

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
          "GlobalAveragePool",
          "ConvTranspose",
          "AveragePool",
          "ReduceMean",
          "ReduceSum");

  static Head of(Graph graph) {
    String output = graph.outputs().get(0).name();
    String value = output;
    while (true) {
      Node node = graph.producer(value);
      if (node == null) {
        return new Head(output, OutputKind.OTHER, output);
      }
      OutputKind kind = LAST.get(node.op());
      if (kind != null) {
        return new Head(output, kind, node.input(0));
      }
      if (!RESHAPING.contains(node.op())) {
        boolean linear = LINEAR.contains(node.op());
        return new Head(output, linear ? OutputKind.LINEAR : OutputKind.OTHER, value);
      }
      value = node.input(0);
    }
  }
}
