package io.secateur.engine;

import io.secateur.engine.operators.Autograd;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Small networks, their weights as numbers, and what they give. */
final class Nets {
  private Nets() {}

  /**
   * Gemm layers fc1, fc2, ... with biases, the activation between them.
   *
   * @param ending the operator after the last Gemm; "" for none
   */
  static Graph mlp(String activation, String ending, int... widths) {
    ModelBuilder model = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, widths[0]);
    String value = "x";
    for (int l = 1; l < widths.length; l++) {
      String name = "fc" + l;
      model
          .constant(name + ".w", Weights.random(31L * l, widths[l - 1], widths[l]))
          .constant(name + ".b", Weights.random(37L * l, widths[l]))
          .node("Gemm", name, List.of(value, name + ".w", name + ".b"));
      value = name;
      String after = l == widths.length - 1 ? ending : activation;
      if (!after.isEmpty()) {
        value = after.toLowerCase(java.util.Locale.ROOT) + l;
        model.node(after, value, List.of(name));
      }
    }
    return model.output(value, ElementType.FLOAT, -1, widths[widths.length - 1]).build().graph();
  }

  static Network network(Graph graph) {
    return Network.of(graph, Map.of());
  }

  /** The elements of a constant. */
  static double[] weights(Graph graph, String name) {
    Tensor tensor = Objects.requireNonNull(graph.constants().get(name), name);
    double[] out = new double[(int) tensor.size()];
    Arrays.setAll(out, tensor::at);
    return out;
  }

  /** What a network gives for each sample, all run at once with all gates open. */
  static double[][] outputs(Network network, Samples samples) {
    double[][] rows = new double[samples.size()][];
    try (Chunks chunks =
        new Chunks(samples, network.graph().inputs(), samples.size(), false, false)) {
      chunks.forEach(
          chunk ->
              Autograd.off(
                  () -> {
                    Map<String, org.bytedeco.pytorch.Tensor> values =
                        network.program().values(chunk.inputs());
                    network.program().run(values, (node, slot, input) -> input);
                    double[] all =
                        Bridge.doubles(network.prediction(values, chunk.size()).output());
                    int width = network.outputSize();
                    for (int i = 0; i < rows.length; i++) {
                      rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
                    }
                    return rows;
                  }));
    }
    return rows;
  }

  /** A value that one node makes of these inputs, constants all. */
  record Made(long[] dims, double[] elements) {}

  /** Runs one node on constants; the graph adds nothing to it but an input that is not used. */
  static Made run(long opset, String op, List<Tensor> inputs, Object... attributes) {
    ModelBuilder model = new ModelBuilder(opset).input("unused", ElementType.FLOAT, 1, 1);
    List<String> names = new java.util.ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      names.add("in" + i);
      model.constant("in" + i, inputs.get(i));
    }
    Graph graph =
        model.node(op, "y", names, attributes).output("y", ElementType.FLOAT).build().graph();
    Map<String, Made> made = new HashMap<>();
    try (Program program = new Program(graph)) {
      Scopes.run(
          () -> {
            var values = program.values(Map.of());
            Autograd.off(
                () -> {
                  program.run(values, (node, slot, input) -> input);
                  return values;
                });
            var y = Objects.requireNonNull(values.get("y"));
            made.put("y", new Made(y.shape(), Bridge.doubles(y)));
          });
    }
    return Objects.requireNonNull(made.get("y"));
  }

  static Tensor floats(long[] dims, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(dims, floats);
  }

  static Tensor longs(long... values) {
    return Tensor.of(new long[] {values.length}, values);
  }

  static double[] doubles(Tensor tensor) {
    double[] out = new double[(int) tensor.size()];
    Arrays.setAll(out, tensor::at);
    return out;
  }
}
