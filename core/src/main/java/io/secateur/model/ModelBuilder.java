package io.secateur.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;

/** Makes a model from nothing, node by node. */
public final class ModelBuilder {
  /**
   * The file format's version that goes with opset 13, read by every ONNX Runtime of the last
   * years.
   */
  private static final int IR_VERSION = 7;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("secateur");
  private final long opset;

  public ModelBuilder(long opset) {
    this.opset = opset;
  }

  /** Declares an input; a size of −1 is free, and the first axis is the samples. */
  public ModelBuilder input(String name, ElementType type, long... dims) {
    graph.addInput(info(name, type, dims));
    return this;
  }

  public ModelBuilder output(String name, ElementType type, long... dims) {
    graph.addOutput(info(name, type, dims));
    return this;
  }

  /** Declares an input that is a sequence of tensors, as subgraphs have. */
  public ModelBuilder sequence(String name, ElementType type) {
    graph.addInput(sequenceInfo(name, type));
    return this;
  }

  /** Declares an output that is a sequence of tensors. */
  public ModelBuilder sequenceOutput(String name, ElementType type) {
    graph.addOutput(sequenceInfo(name, type));
    return this;
  }

  private static ValueInfoProto sequenceInfo(String name, ElementType type) {
    ValueInfoProto.Builder info = ValueInfoProto.newBuilder().setName(name);
    info.getTypeBuilder()
        .getSequenceTypeBuilder()
        .getElemTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(type.number());
    return info.build();
  }

  public ModelBuilder constant(String name, Tensor value) {
    graph.addInitializer(TensorReader.proto(name, value));
    return this;
  }

  /**
   * Adds a node with one output, which is named like the node.
   *
   * @param attributes names and values in turn; a value is a Long, Integer, Float, Double, String,
   *     long[], float[], Tensor, or the ModelBuilder of a subgraph
   */
  public ModelBuilder node(String op, String name, List<String> inputs, Object... attributes) {
    return node(op, name, inputs, List.of(name), attributes);
  }

  /** Adds a node with several outputs. */
  public ModelBuilder node(
      String op, String name, List<String> inputs, List<String> outputs, Object... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(op)
            .setName(name)
            .addAllInput(inputs)
            .addAllOutput(outputs);
    for (int i = 0; i < attributes.length; i += 2) {
      node.addAttribute(attribute((String) attributes[i], attributes[i + 1]));
    }
    graph.addNode(node);
    return this;
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Long || value instanceof Integer) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(((Number) value).longValue());
    } else if (value instanceof Float || value instanceof Double) {
      attribute.setType(AttributeProto.AttributeType.FLOAT).setF(((Number) value).floatValue());
    } else if (value instanceof String text) {
      attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
    } else if (value instanceof Tensor tensor) {
      attribute.setType(AttributeProto.AttributeType.TENSOR).setT(TensorReader.proto("", tensor));
    } else if (value instanceof long[] numbers) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      for (long n : numbers) {
        attribute.addInts(n);
      }
    } else if (value instanceof ModelBuilder branch) {
      attribute.setType(AttributeProto.AttributeType.GRAPH).setG(branch.graph);
    } else if (value instanceof float[] numbers) {
      attribute.setType(AttributeProto.AttributeType.FLOATS);
      for (float n : numbers) {
        attribute.addFloats(n);
      }
    } else {
      throw new IllegalArgumentException("no attribute can hold " + value);
    }
    return attribute.build();
  }

  static ValueInfoProto info(String name, ElementType type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int a = 0; a < dims.length; a++) {
      if (dims[a] >= 0) {
        shape.addDimBuilder().setDimValue(dims[a]);
      } else {
        shape.addDimBuilder().setDimParam(a == 0 ? "batch" : name + "_" + a);
      }
    }
    ValueInfoProto.Builder info = ValueInfoProto.newBuilder().setName(name);
    info.getTypeBuilder().getTensorTypeBuilder().setElemType(type.number()).setShape(shape);
    return info.build();
  }

  /** The model; an {@link UnusableException} says where its names do not join up. */
  public Model build() {
    ModelProto proto =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("secateur")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .setGraph(graph)
            .build();
    return new Model(proto, Path.of("").toAbsolutePath(), false);
  }
}
