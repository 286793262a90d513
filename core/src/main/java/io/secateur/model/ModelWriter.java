package io.secateur.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes a model whole or not at all. */
final class ModelWriter {
  /** Smaller tensors stay in the model file: shapes are wanted there by every reader. */
  private static final int EXTERNAL_FROM = 1024;

  /** External data starts at multiples of this, so that it can be mapped. */
  private static final int ALIGNMENT = 64;

  private final ModelProto proto;
  private final Graph graph;
  private final boolean external;

  ModelWriter(ModelProto proto, Graph graph, boolean external) {
    this.external = external;
    this.graph = graph;
    this.proto = withConstantNodesInside(proto);
  }

  /** The file that a Constant node's value came from is not beside the new one. */
  private ModelProto withConstantNodesInside(ModelProto proto) {
    ModelProto.Builder model = proto.toBuilder();
    for (int i = 0; i < proto.getGraph().getNodeCount(); i++) {
      NodeProto node = proto.getGraph().getNode(i);
      for (int a = 0; node.getOpType().equals("Constant") && a < node.getAttributeCount(); a++) {
        if (isExternal(node.getAttribute(a).getT())) {
          TensorProto.Builder value =
              model.getGraphBuilder().getNodeBuilder(i).getAttributeBuilder(a).getTBuilder();
          putInside(value, constant(node.getOutput(0)));
        }
      }
    }
    return model.build();
  }

  private static void putInside(TensorProto.Builder proto, Tensor tensor) {
    empty(proto);
    proto.setRawData(UnsafeByteOperations.unsafeWrap(tensor.bytes())); // nobody writes into it
  }

  /** Takes the elements out; what else is said of a tensor stays. */
  private static void empty(TensorProto.Builder proto) {
    proto.clearDataLocation().clearExternalData().clearRawData().clearFloatData();
    proto.clearInt32Data().clearInt64Data().clearUint64Data().clearDoubleData();
  }

  /** The model with every tensor inside the file. */
  ModelProto embedded() {
    if (!hasExternalData(proto)) {
      return proto;
    }
    GraphProto.Builder inside = proto.getGraph().toBuilder();
    for (TensorProto.Builder tensor : inside.getInitializerBuilderList()) {
      if (isExternal(tensor.build())) {
        putInside(tensor, constant(tensor.getName()));
      }
    }
    return proto.toBuilder().setGraph(inside).build();
  }

  void write(Path file) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UnusableException(
          "cannot write '" + file + "': its folder does not exist; create it first");
    }
    if (Files.isDirectory(target)) {
      throw new UnusableException(
          "cannot write '" + file + "': it is a folder; give a file's name");
    }
    Path model = folder.resolve(target.getFileName() + ".part");
    Path data = folder.resolve(target.getFileName() + ".data.part");
    try {
      if (external) {
        ModelProto outside = writeData(data, target.getFileName() + ".data");
        writeModel(outside, model);
        WholeFile.move(data, folder.resolve(target.getFileName() + ".data"));
      } else {
        writeModel(proto, model);
      }
      WholeFile.move(model, target);
    } catch (IOException e) {
      throw new UnusableException("cannot write '" + file + "': " + reason(e), e);
    } finally {
      WholeFile.deleteQuietly(model);
      WholeFile.deleteQuietly(data);
    }
  }

  /** These exceptions' own messages are nothing but a path. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException || e instanceof NoSuchFileException) {
      return "files cannot be created in its folder; choose a folder that you may write into";
    }
    return e.getMessage() + "; make room, or choose another folder";
  }

  private static void writeModel(ModelProto model, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      model.writeTo(out);
    }
  }

  private ModelProto writeData(Path file, String location) throws IOException {
    GraphProto.Builder outside = proto.getGraph().toBuilder();
    long offset = 0;
    try (OutputStream out = Files.newOutputStream(file);
        WritableByteChannel channel = Channels.newChannel(out)) {
      for (TensorProto.Builder proto : outside.getInitializerBuilderList()) {
        Tensor tensor = constant(proto.getName());
        if (tensor.bytes().remaining() < EXTERNAL_FROM) {
          if (isExternal(proto.build())) {
            putInside(proto, tensor);
          }
          continue;
        }
        int gap = (int) ((ALIGNMENT - offset % ALIGNMENT) % ALIGNMENT);
        out.write(new byte[gap]);
        offset += gap;
        int length = channel.write(tensor.bytes());
        empty(proto);
        proto
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location))
            .addExternalData(entry("offset", Long.toString(offset)))
            .addExternalData(entry("length", Integer.toString(length)));
        offset += length;
      }
    }
    return proto.toBuilder().setGraph(outside).build();
  }

  private Tensor constant(String name) {
    Tensor tensor = graph.constants().get(name);
    if (tensor == null) {
      throw new IllegalStateException("initializer '" + name + "' was not read");
    }
    return tensor;
  }

  static boolean hasExternalData(ModelProto proto) {
    return proto.getGraph().getInitializerList().stream().anyMatch(ModelWriter::isExternal);
  }

  static boolean isExternal(TensorProto tensor) {
    return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
