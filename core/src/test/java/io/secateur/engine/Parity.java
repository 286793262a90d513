package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.engine.operators.Autograd;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Node;
import io.secateur.model.NodeModel;
import io.secateur.model.NodeModel.Taken;
import io.secateur.model.Tensor;
import io.secateur.runtime.RuntimeSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One node, by the engine and by ONNX Runtime. */
final class Parity {
  private Parity() {}

  /** The engine has a form of its own for the node, and all outputs are the same. */
  static void check(
      long opset, String op, List<@Nullable Tensor> inputs, int outputs, Object... attributes) {
    Graph graph = graph(opset, op, inputs, outputs, attributes);
    Map<String, Tensor> expected = runtime(graph);
    Map<String, Nets.Made> found = engine(graph);
    assertThat(expected).hasSize(outputs);
    expected.forEach((name, e) -> same(name, e, Objects.requireNonNull(found.get(name), name)));
  }

  static void check(long opset, String op, List<@Nullable Tensor> inputs, Object[] attributes) {
    check(opset, op, inputs, 1, attributes);
  }

  private static void same(String name, Tensor expected, Nets.Made found) {
    assertThat(found.dims()).as("shape of '%s'", name).containsExactly(expected.dims());
    double scale = Arrays.stream(Nets.doubles(expected)).map(Math::abs).max().orElse(0);
    double bound = expected.type() == ElementType.FLOAT ? 2e-6 * Math.max(1, scale) : 0;
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.elements()[i])
          .as("'%s' %d", name, i)
          .isCloseTo(expected.at(i), within(bound));
    }
  }

  static Graph graph(
      long opset, String op, List<@Nullable Tensor> inputs, int outputs, Object... attributes) {
    ModelBuilder model = new ModelBuilder(opset).input("unused", ElementType.FLOAT, 1, 1);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      names.add(input == null ? "" : "in" + i);
      if (input != null) {
        model.constant("in" + i, input);
      }
    }
    List<String> made = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      made.add("y" + i);
      model.output("y" + i, ElementType.FLOAT);
    }
    return model.node(op, "node", names, made, attributes).build().graph();
  }

  static Map<String, Tensor> runtime(Graph graph) {
    Node node = graph.nodes().get(0);
    Map<String, Taken> given = new HashMap<>();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (String name : NodeModel.takes(node)) {
      Tensor value = Objects.requireNonNull(graph.constants().get(name));
      given.put(name, new Taken(value.type(), -1));
      inputs.put(name, value);
    }
    try (RuntimeSession session = new RuntimeSession(NodeModel.of(graph, node, given))) {
      return session.run(inputs);
    }
  }

  static Map<String, Nets.Made> engine(Graph graph) {
    Map<String, Nets.Made> made = new HashMap<>();
    try (Program program = new Program(graph)) {
      assertThat(program.operator(0).getClass().getSimpleName()).isNotEqualTo("Foreign");
      Scopes.run(
          () -> {
            var values = program.values(Map.of());
            Autograd.off(
                () -> {
                  program.run(values, (node, slot, input) -> input);
                  return values;
                });
            for (String name : graph.nodes().get(0).outputs()) {
              var y = Objects.requireNonNull(values.get(name), name);
              made.put(name, new Nets.Made(y.shape(), Bridge.doubles(y)));
            }
          });
    }
    return made;
  }
}
