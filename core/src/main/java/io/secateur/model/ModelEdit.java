package io.secateur.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes to a model, collected and then made together; the model itself stays as it was. */
public final class ModelEdit {
  /** From this version of the format on, initializers need not be listed among the inputs. */
  private static final int FREE_INITIALIZERS = 4;

  private final Model model;
  private final Map<String, Tensor> replaced = new HashMap<>();
  private final Map<String, Tensor> added = new LinkedHashMap<>();
  private final Map<Integer, NodeProto.Builder> changed = new HashMap<>();
  private final Map<Integer, List<NodeProto>> before = new HashMap<>();
  private final Map<Integer, NodeProto> after = new HashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Set<String> forgotten = new HashSet<>();

  public ModelEdit(Model model) {
    this.model = model;
  }

  /** Gives a constant, an initializer or the output of a Constant node, another value. */
  public void replace(String constant, Tensor value) {
    replaced.put(constant, value);
  }

  /** Adds an initializer under a name that starts like the one asked for, and returns the name. */
  public String add(String name, Tensor value) {
    String free = free(name);
    added.put(free, value);
    return free;
  }

  /** Lets a node take another value at one of its inputs, which may be left out so far. */
  public void rewire(Node node, int slot, String value) {
    NodeProto.Builder proto = node(node);
    while (proto.getInputCount() <= slot) {
      proto.addInput("");
    }
    proto.setInput(slot, value);
  }

  /** Gives every node that has no name the one that it is known by here. */
  public void keepNames() {
    model.graph().nodes().forEach(node -> node(node).setName(node.name()));
  }

  /** Lets a new node make of a node's output and a constant what the others take of it. */
  public void append(Node node, String op, String constant) {
    String output = node.output();
    String inner = free(output + "_before_" + op);
    added.put(inner, NOT_A_CONSTANT);
    node(node).setOutput(0, inner);
    after.put(
        node.index(),
        NodeProto.newBuilder()
            .setOpType(op)
            .setName(inner)
            .addInput(inner)
            .addInput(constant)
            .addOutput(output)
            .build());
  }

  /** Sets an attribute that holds integers. */
  public void attribute(Node node, String name, long... values) {
    attribute(node, name, AttributeProto.AttributeType.INTS, values);
  }

  /** Sets an attribute that holds one integer. */
  public void attribute(Node node, String name, long value) {
    attribute(node, name, AttributeProto.AttributeType.INT, value);
  }

  private void attribute(
      Node node, String name, AttributeProto.AttributeType type, long... values) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(type);
    if (type == AttributeProto.AttributeType.INT) {
      attribute.setI(values[0]);
    } else {
      for (long v : values) {
        attribute.addInts(v);
      }
    }
    NodeProto.Builder proto = node(node);
    for (int i = 0; i < proto.getAttributeCount(); i++) {
      if (proto.getAttribute(i).getName().equals(name)) {
        proto.setAttribute(i, attribute);
        return;
      }
    }
    proto.addAttribute(attribute);
  }

  /** Puts a new node in front of another and returns the name of the value it makes. */
  public String insert(Node before, String op, List<String> inputs, String output) {
    return insert(before, NodeProto.newBuilder().setOpType(op).addAllInput(inputs), output);
  }

  /** Puts a Constant node in front of another: arithmetic, and no parameter of the network. */
  public String insertConstant(Node before, Tensor value, String output) {
    return insert(
        before, NodeProto.newBuilder().setOpType("Constant").addAttribute(value(value)), output);
  }

  private String insert(Node before, NodeProto.Builder node, String output) {
    String free = free(output);
    this.before
        .computeIfAbsent(before.index(), i -> new ArrayList<>())
        .add(node.setName(free).addOutput(free).build());
    added.put(free, NOT_A_CONSTANT);
    return free;
  }

  private static AttributeProto value(Tensor value) {
    return AttributeProto.newBuilder()
        .setName("value")
        .setType(AttributeProto.AttributeType.TENSOR)
        .setT(TensorReader.proto("", value))
        .build();
  }

  /** Drops what the file says of an inner value's shape, which is no longer true. */
  public void forgetShape(String value) {
    forgotten.add(value);
  }

  public void metadata(String key, String value) {
    metadata.put(key, value);
  }

  /** The changed model; constants that nothing takes any more are gone. */
  public Model apply() {
    GraphProto old = model.proto().getGraph();
    GraphProto.Builder graph =
        old.toBuilder().clearNode().clearInitializer().clearValueInfo().clearInput();
    for (int i = 0; i < old.getNodeCount(); i++) {
      before.getOrDefault(i, List.of()).forEach(graph::addNode);
      NodeProto.Builder node = changed.get(i);
      graph.addNode(withConstant(node == null ? old.getNode(i) : node.build()));
      if (after.containsKey(i)) {
        graph.addNode(after.get(i));
      }
    }
    Set<String> taken = taken(graph);
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (node.getOpType().equals("Constant") && !taken.contains(node.getOutput(0))) {
        graph.removeNode(i);
      }
    }
    Set<String> dropped = new HashSet<>();
    for (TensorProto tensor : old.getInitializerList()) {
      Tensor value = replaced.get(tensor.getName());
      if (!taken.contains(tensor.getName())) {
        dropped.add(tensor.getName());
      } else {
        graph.addInitializer(value == null ? tensor : TensorReader.proto(tensor.getName(), value));
      }
    }
    List<ValueInfoProto> listed = new ArrayList<>();
    added.forEach(
        (name, value) -> {
          if (value != NOT_A_CONSTANT && taken.contains(name)) {
            graph.addInitializer(TensorReader.proto(name, value));
            if (model.proto().getIrVersion() < FREE_INITIALIZERS) {
              listed.add(ModelBuilder.info(name, value.type(), value.dims()));
            }
          }
        });
    old.getInputList().stream()
        .filter(i -> !dropped.contains(i.getName()))
        .forEach(i -> graph.addInput(reshaped(i)));
    graph.addAllInput(listed);
    old.getValueInfoList().stream()
        .filter(v -> !forgotten.contains(v.getName()))
        .forEach(graph::addValueInfo);
    ModelProto.Builder proto = model.proto().toBuilder().setGraph(graph);
    addMetadata(proto);
    return new Model(proto.build(), model.folder(), model.isExternal());
  }

  private static final Tensor NOT_A_CONSTANT = Tensor.of(new long[0], 0f);

  private NodeProto.Builder node(Node node) {
    return changed.computeIfAbsent(
        node.index(), i -> model.proto().getGraph().getNode(i).toBuilder());
  }

  private String free(String name) {
    String free = name;
    for (int i = 2; isTaken(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private boolean isTaken(String name) {
    return added.containsKey(name)
        || model.graph().constants().containsKey(name)
        || model.graph().producer(name) != null
        || model.graph().inputs().stream().anyMatch(i -> i.name().equals(name));
  }

  /** A Constant node with its new value; any other node as it is. */
  private NodeProto withConstant(NodeProto node) {
    Tensor value = node.getOpType().equals("Constant") ? replaced.get(node.getOutput(0)) : null;
    if (value == null) {
      return node;
    }
    return node.toBuilder().clearAttribute().addAttribute(value(value)).build();
  }

  private static Set<String> taken(GraphProto.Builder graph) {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      taken.addAll(graph.getNode(i).getInputList());
      taken.addAll(GraphReader.captures(graph.getNode(i)));
    }
    graph.getOutputList().forEach(o -> taken.add(o.getName()));
    return taken;
  }

  /** An initializer that IR 3 lists as an input has its new shape there too. */
  private ValueInfoProto reshaped(ValueInfoProto input) {
    @Nullable Tensor value = replaced.get(input.getName());
    if (value == null) {
      return input;
    }
    TypeProto.Builder type = input.getType().toBuilder();
    type.getTensorTypeBuilder().getShapeBuilder().clearDim();
    for (long d : value.dims()) {
      type.getTensorTypeBuilder().getShapeBuilder().addDimBuilder().setDimValue(d);
    }
    return input.toBuilder().setType(type).build();
  }

  private void addMetadata(ModelProto.Builder proto) {
    for (Map.Entry<String, String> e : metadata.entrySet()) {
      for (int i = proto.getMetadataPropsCount() - 1; i >= 0; i--) {
        if (proto.getMetadataProps(i).getKey().equals(e.getKey())) {
          proto.removeMetadataProps(i);
        }
      }
      proto.addMetadataProps(
          StringStringEntryProto.newBuilder().setKey(e.getKey()).setValue(e.getValue()));
    }
  }
}
