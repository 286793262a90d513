package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.operators.Operator;
import io.secateur.engine.operators.Operators;
import io.secateur.engine.operators.Step;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.NodeModel;
import io.secateur.model.UnusableException;
import io.secateur.model.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A graph's nodes with their operators, and its constants in native memory, which it owns. */
final class Program implements AutoCloseable {
  /**
   * May put something else in the place of what a node takes, such as the same value times its
   * gates.
   */
  @FunctionalInterface
  interface InputHook {
    Tensor at(Node node, int slot, Tensor input);
  }

  private final Graph graph;
  private final List<Operator> operators = new ArrayList<>();
  private final List<Boolean> takesData = new ArrayList<>();
  private final Map<String, Tensor> constants = new HashMap<>();
  private final Refitted refitted = new Refitted();

  /** Throws an UnusableException that names the first operator which cannot be run. */
  Program(Graph graph) {
    NativeLibrary.load();
    this.graph = graph;
    Set<String> data = new HashSet<>();
    graph.inputs().forEach(i -> data.add(i.name()));
    for (Node node : graph.nodes()) {
      operators.add(Operators.of(node, graph));
      takesData.add(NodeModel.takes(node).stream().anyMatch(data::contains));
      if (takesData.get(takesData.size() - 1)) {
        data.addAll(node.outputs());
      }
    }
    Scopes.run(
        () ->
            graph
                .constants()
                .forEach(
                    (name, tensor) -> {
                      if (tensor.type().bytes() > 0) {
                        constants.put(name, Scopes.keep(Bridge.toNative(tensor)));
                      }
                    }));
  }

  Graph graph() {
    return graph;
  }

  /** A node's place in {@link Graph#nodes()} gives its operator. */
  Operator operator(int place) {
    return operators.get(place);
  }

  /** A fresh set of values that holds the constants and these inputs. */
  Map<String, Tensor> values(Map<String, Tensor> inputs) {
    Map<String, Tensor> values = new HashMap<>(constants);
    values.putAll(inputs);
    return values;
  }

  /** The same, with the weights as these gates have them. */
  Map<String, Tensor> values(Map<String, Tensor> inputs, Gates gates) {
    Map<String, Tensor> values = values(inputs);
    gates.refitted().forEach((name, tensor) -> values.put(name, refitted.get(name, tensor)));
    return values;
  }

  /** Runs all nodes in order, adding what they make to the values. */
  void run(Map<String, Tensor> values, InputHook hook) {
    for (int place = 0; place < operators.size(); place++) {
      run(place, values, hook);
    }
  }

  /** Runs one node, adding what it makes to the values. */
  void run(int place, Map<String, Tensor> values, InputHook hook) {
    Node node = graph.nodes().get(place);
    Tensor[] made;
    try {
      made = operators.get(place).run(step(place, values, hook));
    } catch (UnusableException e) {
      throw e;
    } catch (RuntimeException e) { // libtorch speaks in many lines, of which the first tells
      String message =
          e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
      throw new UnusableException(node + " cannot be run: " + message, e);
    }
    for (int i = 0; i < Math.min(made.length, node.outputs().size()); i++) {
      if (made[i] != null) {
        values.put(node.outputs().get(i), made[i]);
      }
    }
  }

  Step step(int place, Map<String, Tensor> values, InputHook hook) {
    Node node = graph.nodes().get(place);
    int own = node.inputs().size();
    @Nullable Tensor[] inputs = new @Nullable Tensor[own + node.captures().size()];
    boolean[] wanted = new boolean[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      String name = i < own ? node.inputs().get(i) : node.captures().get(i - own);
      Tensor input = name.isEmpty() ? null : values.get(name);
      if (!name.isEmpty() && input == null) {
        throw new UnusableException(
            node + " takes '" + name + "', which cannot be computed with here");
      }
      inputs[i] = input == null || i >= own ? input : hook.at(node, i, input);
      wanted[i] = inputs[i] != null && inputs[i].requires_grad();
    }
    return new Step(node, graph.opset(), inputs, wanted, takesData.get(place) && several(values));
  }

  /** Whether these are more samples than the graph declares for its inputs. */
  private boolean several(Map<String, Tensor> values) {
    for (ValueInfo input : graph.inputs()) {
      Tensor value = values.get(input.name());
      long declared = input.dims().isEmpty() ? -1 : input.dims().get(0);
      if (declared > 0 && value != null && value.size(0) > declared) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether what is made of a sample depends on that sample alone, as far as operators tell. One
   * that is given sizes alone, as exporters' branches and loops often are, cannot mix samples.
   */
  boolean keepsSamplesApart() {
    Set<String> contents = new HashSet<>();
    graph.inputs().forEach(i -> contents.add(i.name()));
    for (int place = 0; place < operators.size(); place++) {
      Node node = graph.nodes().get(place);
      boolean sizes = node.op().equals("Shape") || node.op().equals("Size");
      if (!sizes && NodeModel.takes(node).stream().anyMatch(contents::contains)) {
        if (!operators.get(place).keepsSamplesApart()) {
          return false;
        }
        contents.addAll(node.outputs());
      }
    }
    return true;
  }

  @Override
  public void close() {
    operators.forEach(Operator::close);
    constants.values().forEach(Scopes::release);
    constants.clear();
    refitted.close();
  }
}
