package io.secateur.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From the file's protobuf to a {@link Graph}, checking that the names join up. */
final class GraphReader {
  private final GraphProto proto;
  private final TensorReader tensors;
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final Set<String> parameters = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();

  private GraphReader(GraphProto proto, TensorReader tensors) {
    this.proto = proto;
    this.tensors = tensors;
  }

  static Graph read(ModelProto model, TensorReader tensors) {
    GraphReader reader = new GraphReader(model.getGraph(), tensors);
    reader.constants();
    List<ValueInfo> inputs = new ArrayList<>();
    for (ValueInfoProto input : reader.proto.getInputList()) {
      if (!reader.constants.containsKey(input.getName())) { // IR 3 lists initializers as inputs
        inputs.add(info(input));
      }
    }
    List<ValueInfo> outputs = reader.proto.getOutputList().stream().map(GraphReader::info).toList();
    Map<String, Long> opsets = new HashMap<>();
    model
        .getOpsetImportList()
        .forEach(
            o -> opsets.put(o.getDomain().equals("ai.onnx") ? "" : o.getDomain(), o.getVersion()));
    List<Node> order = reader.sorted(inputs, outputs);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new UnusableException(
          "the model's graph has no input or no output; is this a trained network?");
    }
    return new Graph(order, reader.constants, reader.parameters, inputs, outputs, opsets);
  }

  private void constants() {
    for (TensorProto initializer : proto.getInitializerList()) {
      Tensor tensor = tensors.read(initializer, initializer.getName());
      add(initializer.getName(), tensor, "initializer '" + initializer.getName() + "'");
      if (tensor.type().isReal()) {
        parameters.add(initializer.getName());
      }
    }
    if (proto.getSparseInitializerCount() > 0) {
      throw new UnusableException(
          "the model stores sparse initializers, which are not supported; export it with dense weights");
    }
    for (int i = 0; i < proto.getNodeCount(); i++) {
      Node node = node(proto.getNode(i), i);
      Tensor value = node.op().equals("Constant") ? constant(node) : null;
      if (value == null) {
        nodes.add(node);
      } else {
        add(node.output(), TensorReader.checked(value, node.output()), node.toString());
        if (value.type().isReal() && value.size() > 1) {
          parameters.add(node.output());
        }
      }
    }
    for (Node node : nodes) {
      if (node.op().equals("DequantizeLinear") && constants.containsKey(node.input(0))) {
        parameters.add(node.input(0)); // weights that are stored as integers
      }
    }
  }

  private void add(String name, Tensor value, String maker) {
    if (constants.put(name, value) != null) {
      throw makesTwice(maker, name);
    }
  }

  private static UnusableException makesTwice(String maker, String value) {
    return new UnusableException(
        maker + " makes '" + value + "', which is already there; export the model again");
  }

  private @Nullable Tensor constant(Node node) {
    for (String kind : List.of("value", "value_float", "value_floats", "value_int", "value_ints")) {
      AttributeProto a = node.attributes().raw(kind);
      if (a != null) {
        return switch (kind) {
          case "value" -> tensors.read(a.getT(), node.output());
          case "value_float" -> Tensor.of(new long[0], a.getF());
          case "value_int" -> Tensor.of(new long[0], a.getI());
          case "value_ints" ->
              Tensor.of(new long[] {a.getIntsCount()}, node.attributes().integers(kind));
          default -> Tensor.of(new long[] {a.getFloatsCount()}, floats(a));
        };
      }
    }
    if (node.attributes().has("value_string") || node.attributes().has("value_strings")) {
      return new Tensor(ElementType.STRING, new long[0], ByteBuffer.allocate(0));
    }
    return null;
  }

  private static float[] floats(AttributeProto attribute) {
    float[] floats = new float[attribute.getFloatsCount()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = attribute.getFloats(i);
    }
    return floats;
  }

  private static Node node(NodeProto proto, int index) {
    boolean own = proto.getDomain().isEmpty() || proto.getDomain().equals("ai.onnx");
    String op = own ? proto.getOpType() : proto.getDomain() + "." + proto.getOpType();
    if (proto.getOutputCount() == 0) {
      throw new UnusableException(
          "node " + index + " (" + op + ") makes nothing; export the model again");
    }
    String name = proto.getName().isEmpty() ? op + "_" + index : proto.getName();
    return new Node(
        index,
        name,
        op,
        proto.getInputList(),
        proto.getOutputList(),
        new Attributes(proto.getAttributeList()),
        List.copyOf(captures(proto)));
  }

  /** The names that a node's subgraphs take from outside themselves. */
  static Set<String> captures(NodeProto node) {
    Set<String> found = new TreeSet<>();
    node.getAttributeList().forEach(a -> captures(a, found));
    return found;
  }

  private static void captures(AttributeProto attribute, Set<String> found) {
    List<GraphProto> graphs = new ArrayList<>(attribute.getGraphsList());
    if (attribute.hasG()) {
      graphs.add(attribute.getG());
    }
    for (GraphProto graph : graphs) {
      Set<String> taken = new HashSet<>();
      Set<String> own = new HashSet<>();
      graph.getInputList().forEach(i -> own.add(i.getName()));
      graph.getInitializerList().forEach(i -> own.add(i.getName()));
      graph.getOutputList().forEach(o -> taken.add(o.getName()));
      for (NodeProto node : graph.getNodeList()) {
        taken.addAll(node.getInputList());
        own.addAll(node.getOutputList());
        node.getAttributeList().forEach(a -> captures(a, taken));
      }
      taken.removeAll(own);
      taken.remove("");
      found.addAll(taken);
    }
  }

  private static ValueInfo info(ValueInfoProto proto) {
    List<Long> dims = new ArrayList<>();
    for (Dimension d : proto.getType().getTensorType().getShape().getDimList()) {
      dims.add(d.hasDimValue() && d.getDimValue() > 0 ? d.getDimValue() : -1L);
    }
    return new ValueInfo(
        proto.getName(), ElementType.of(proto.getType().getTensorType().getElemType()), dims);
  }

  /**
   * The nodes so that each comes after those it depends on, in the file's order where that is free.
   */
  private List<Node> sorted(List<ValueInfo> inputs, List<ValueInfo> outputs) {
    Set<String> known = new HashSet<>(constants.keySet());
    inputs.forEach(i -> known.add(i.name()));
    Map<String, Node> makers = new HashMap<>();
    for (Node node : nodes) {
      for (String output : node.outputs()) {
        if (!output.isEmpty() && (known.contains(output) || makers.put(output, node) != null)) {
          throw makesTwice(node.toString(), output);
        }
      }
    }
    for (ValueInfo output : outputs) {
      if (!known.contains(output.name()) && !makers.containsKey(output.name())) {
        throw new UnusableException(
            "the graph's output '"
                + output.name()
                + "' is made by no node; export the model again");
      }
    }
    List<Node> order = new ArrayList<>();
    Set<Integer> waiting = new HashSet<>();
    Set<Integer> done = new HashSet<>();
    for (Node node : nodes) {
      Deque<Node> stack = new ArrayDeque<>(List.of(node));
      while (!stack.isEmpty()) { // not recursive: graphs are deeper than a thread's stack
        Node next = stack.peek();
        Node missing = done.contains(next.index()) ? null : missing(next, makers, known);
        if (missing != null) {
          waiting.add(next.index());
          if (waiting.contains(missing.index())) {
            throw new UnusableException(
                missing + " depends on its own output; a network with a cycle cannot be run");
          }
          stack.push(missing);
          continue;
        }
        stack.pop();
        waiting.remove(next.index());
        if (done.add(next.index())) {
          known.addAll(next.outputs());
          order.add(next);
        }
      }
    }
    return order;
  }

  /** A node that must come first, null if this one can run. */
  private static @Nullable Node missing(Node node, Map<String, Node> makers, Set<String> known) {
    for (String value : needs(node)) {
      if (!known.contains(value)) {
        Node maker = makers.get(value);
        if (maker == null) {
          throw new UnusableException(
              node + " takes '" + value + "', which nothing makes; export the model again");
        }
        return maker;
      }
    }
    return null;
  }

  private static List<String> needs(Node node) {
    List<String> needs = new ArrayList<>(node.inputs());
    needs.addAll(node.captures());
    needs.removeIf(String::isEmpty);
    return needs;
  }
}
