package io.secateur.engine.operators;

import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.NodeModel;
import io.secateur.model.NodeModel.Taken;
import io.secateur.model.UnusableException;
import io.secateur.runtime.Output;
import io.secateur.runtime.RuntimeSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A node that libtorch has no form of. ONNX Runtime runs it as a model of its own, forwards only:
 * derivatives through it are refused.
 */
final class Foreign implements Operator {
  /** Operators that treat each sample by itself, whatever the others are. */
  private static final Set<String> APART =
      Set.of("LSTM", "GRU", "RNN", "LpPool", "GlobalLpPool", "AveragePool", "MaxPool", "Shrink");

  /** What ONNX Runtime says of an operator that it does not have. */
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "No Op registered for|is not a registered function/op|No opset import for domain");

  private final Node node;
  private final Graph graph;
  private final boolean fixed;
  private final Map<Map<String, Taken>, RuntimeSession> sessions = new HashMap<>();

  Foreign(Node node, Graph graph) {
    this.node = node;
    this.graph = graph;
    this.fixed = graph.constants().keySet().containsAll(NodeModel.takes(node));
    if (NodeModel.takes(node).isEmpty()
        || node.op().startsWith("Random")
        || Set.of("Bernoulli", "Multinomial").contains(node.op())) {
      throw new UnusableException(
          node
              + ": what it makes does not follow from the network's input, so nothing can be measured;"
              + " export the model for use, not for training");
    }
  }

  @Override
  public Tensor[] run(Step step) {
    Map<String, Taken> given = new HashMap<>();
    Map<String, io.secateur.model.Tensor> inputs = new LinkedHashMap<>();
    for (int i = 0; i < step.inputs().length; i++) {
      String name = name(i);
      Tensor value = step.inputs()[i];
      if (value == null || (!fixed && graph.constants().containsKey(name))) {
        continue; // the constants lie inside
      }
      ScalarType type = value instanceof Sequence s ? s.type() : value.scalar_type();
      List<Tensor> elements = value instanceof Sequence s ? s.elements() : List.of(value);
      boolean sequence = value instanceof Sequence;
      given.put(name, new Taken(Exchange.type(node, type), sequence ? elements.size() : -1));
      for (int e = 0; e < elements.size(); e++) {
        inputs.put(
            sequence ? NodeModel.element(name, e) : name, Exchange.taken(node, elements.get(e)));
      }
    }
    RuntimeSession session = sessions.get(given);
    if (session == null) {
      session = open(given);
      sessions.put(given, session);
    }
    return made(step, session.outputs(inputs));
  }

  private String name(int slot) {
    int own = node.inputs().size();
    return slot < own ? node.inputs().get(slot) : node.captures().get(slot - own);
  }

  private RuntimeSession open(Map<String, Taken> given) {
    try {
      return new RuntimeSession(NodeModel.of(graph, node, given), "it by itself");
    } catch (UnusableException e) {
      throw new UnusableException(node + ": the operator is not supported: " + why(e), e);
    }
  }

  private String why(UnusableException said) {
    String message = String.valueOf(said.getMessage());
    if (!UNKNOWN.matcher(message).find()) {
      return message;
    }
    String version = node.op().contains(".") ? "" : " in opset " + graph.opset();
    return "neither libtorch nor ONNX Runtime knows it" + version + "; export the model without it";
  }

  private Tensor[] made(Step step, Map<String, Output> outputs) {
    @Nullable Tensor[] made = new @Nullable Tensor[node.outputs().size()];
    for (int i = 0; i < made.length; i++) {
      Output output = outputs.get(node.outputs().get(i));
      if (output != null) {
        made[i] = made(output);
        refuseDerivatives(step, made[i]);
      }
    }
    return made;
  }

  private Tensor made(Output output) {
    List<Tensor> tensors = new ArrayList<>();
    output.tensors().forEach(t -> tensors.add(Exchange.made(node, t)));
    ScalarType type =
        tensors.isEmpty()
            ? Casting.type(node, ElementType.FLOAT.number())
            : tensors.get(0).scalar_type();
    return output.isSequence() ? new Sequence(tensors, type) : tensors.get(0);
  }

  /** Integers, such as places of the largest elements, have no slope in any case. */
  private void refuseDerivatives(Step step, Tensor made) {
    boolean real = made instanceof Sequence || made.is_floating_point();
    for (boolean wanted : step.wanted()) {
      if (wanted && real) {
        throw new UnusableException(
            node
                + ": neurons are read before this operator, through which no derivatives are taken;"
                + " rank by brute-force or magnitude");
      }
    }
  }

  @Override
  public boolean keepsSamplesApart() {
    return APART.contains(node.op());
  }

  @Override
  public void close() {
    sessions.values().forEach(RuntimeSession::close);
    sessions.clear();
  }
}
