package io.secateur.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.secateur.anatomy.Shapes;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The same model written as other exporters write it. */
public final class Protos {
  private Protos() {}

  public static ModelProto of(Model model) {
    try {
      return ModelProto.parseFrom(model.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Model read(ModelProto proto, Path file) {
    try {
      Files.write(file, proto.toByteArray());
      return Model.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Constant nodes instead of initializers. */
  public static ModelProto withConstantNodes(ModelProto proto) {
    GraphProto.Builder graph = proto.getGraph().toBuilder().clearInitializer().clearNode();
    for (TensorProto tensor : proto.getGraph().getInitializerList()) {
      AttributeProto value =
          AttributeProto.newBuilder()
              .setName("value")
              .setType(AttributeProto.AttributeType.TENSOR)
              .setT(tensor)
              .build();
      graph.addNode(
          NodeProto.newBuilder()
              .setOpType("Constant")
              .setName("make_" + tensor.getName())
              .addOutput(tensor.getName())
              .addAttribute(value));
    }
    graph.addAllNode(proto.getGraph().getNodeList());
    return proto.toBuilder().setGraph(graph).build();
  }

  /** Initializers are listed as inputs of the graph, as IR version 3 asks. */
  public static ModelProto withListedInitializers(ModelProto proto) {
    GraphProto.Builder graph = proto.getGraph().toBuilder();
    for (TensorProto tensor : proto.getGraph().getInitializerList()) {
      long[] dims = tensor.getDimsList().stream().mapToLong(d -> d).toArray();
      graph.addInput(info(tensor.getName(), tensor.getDataType(), dims));
    }
    return proto.toBuilder().setIrVersion(3).setGraph(graph).build();
  }

  /** Shapes are written down for all inner values and constants. */
  public static ModelProto withShapes(ModelProto proto, Graph network, Shapes shapes) {
    GraphProto.Builder graph = proto.getGraph().toBuilder();
    Set<String> names = new TreeSet<>(network.constants().keySet());
    for (Node node : network.nodes()) {
      names.addAll(node.outputs());
    }
    network.outputs().forEach(o -> names.remove(o.name()));
    for (String name : names) {
      graph.addValueInfo(info(name, isShape(name) ? 7 : 1, shapes.of(name)));
    }
    return proto.toBuilder().setGraph(graph).build();
  }

  /** Networks for tests name all that holds sizes so. */
  private static boolean isShape(String name) {
    return name.startsWith("shape");
  }

  public static ModelProto withMetadata(ModelProto proto, String key, String value) {
    return proto.toBuilder()
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value))
        .build();
  }

  private static ValueInfoProto info(String name, int type, long... dims) {
    ValueInfoProto.Builder info = ValueInfoProto.newBuilder().setName(name);
    var tensor = info.getTypeBuilder().getTensorTypeBuilder().setElemType(type);
    tensor.getShapeBuilder(); // present even where there are no axes
    for (long d : dims) {
      tensor.getShapeBuilder().addDimBuilder().setDimValue(d);
    }
    return info.build();
  }
}
