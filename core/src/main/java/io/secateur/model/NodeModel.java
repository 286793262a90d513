package io.secateur.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One node of a graph as a model of its own, which has the node's constants inside; its inputs are
 * what else the node and its subgraphs take, its outputs what the node makes.
 */
public final class NodeModel {
  /** Goes with every set of operators up to opset 20, and its runtimes do not ask for more. */
  private static final int IR_VERSION = 10;

  private NodeModel() {}

  /**
   * A value that the node takes.
   *
   * @param type the elements
   * @param sequence how many tensors it is a sequence of, each an input of the model by {@link
   *     #element}; −1 for a tensor
   */
  public record Taken(ElementType type, int sequence) {}

  /** The values that a node and its subgraphs take, each once; constants too. */
  public static List<String> takes(Node node) {
    Set<String> taken = new LinkedHashSet<>(node.inputs());
    taken.addAll(node.captures());
    taken.remove("");
    return List.copyOf(taken);
  }

  /** The name of one tensor of a sequence that a model takes. */
  public static String element(String sequence, int index) {
    return sequence + ":" + index;
  }

  /**
   * Makes the model.
   *
   * @param given the values that it is to be given; constants that are not among them lie inside
   */
  public static Model of(Graph graph, Node node, Map<String, Taken> given) {
    GraphProto.Builder proto = GraphProto.newBuilder().setName("node");
    List<NodeProto> sequences = new ArrayList<>();
    for (String value : takes(node)) {
      Taken taken = given.get(value);
      Tensor constant = graph.constants().get(value);
      if (taken != null && taken.sequence() < 0) {
        proto.addInput(input(value, taken.type()));
      } else if (taken != null) {
        sequences.add(sequence(value, taken, proto));
      } else if (constant != null) {
        proto.addInitializer(TensorReader.proto(value, constant));
      }
    }
    sequences.forEach(proto::addNode);
    proto.addNode(proto(node));
    for (String output : new LinkedHashSet<>(node.outputs())) {
      if (!output.isEmpty()) {
        proto.addOutput(ValueInfoProto.newBuilder().setName(output));
      }
    }
    ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(IR_VERSION).setGraph(proto);
    Set<String> domains = new HashSet<>(graph.opsets().keySet());
    domains.add("");
    for (String domain : domains) {
      long version = domain.isEmpty() ? graph.opset() : graph.opsets().getOrDefault(domain, 1L);
      model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version));
    }
    return new Model(model.build(), Path.of("").toAbsolutePath(), false);
  }

  private static NodeProto sequence(String name, Taken taken, GraphProto.Builder graph) {
    NodeProto.Builder node = NodeProto.newBuilder().addOutput(name).setOpType("SequenceConstruct");
    for (int i = 0; i < taken.sequence(); i++) {
      graph.addInput(input(element(name, i), taken.type()));
      node.addInput(element(name, i));
    }
    if (taken.sequence() == 0) {
      AttributeProto.Builder type =
          AttributeProto.newBuilder().setName("dtype").setI(taken.type().number());
      node.setOpType("SequenceEmpty").addAttribute(type.setType(AttributeProto.AttributeType.INT));
    }
    return node.build();
  }

  private static ValueInfoProto input(String name, ElementType type) {
    ValueInfoProto.Builder info = ValueInfoProto.newBuilder().setName(name);
    info.getTypeBuilder().getTensorTypeBuilder().setElemType(type.number()); // of any shape
    return info.build();
  }

  private static NodeProto proto(Node node) {
    int dot = node.op().lastIndexOf('.');
    return NodeProto.newBuilder()
        .setName(node.name())
        .setDomain(dot < 0 ? "" : node.op().substring(0, dot))
        .setOpType(node.op().substring(dot + 1))
        .addAllInput(node.inputs())
        .addAllOutput(node.outputs())
        .addAllAttribute(node.attributes().all())
        .build();
  }
}
