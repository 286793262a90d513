package io.secateur.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An ONNX file in memory: its graph, and all else that it says and that must survive an edit. */
public final class Model {
  private final ModelProto proto;
  private final Path folder;
  private final boolean external;
  private final Graph graph;

  /**
   * @param folder what the locations of external data are relative to
   * @param external whether large tensors are written beside the file
   */
  Model(ModelProto proto, Path folder, boolean external) {
    this.proto = proto;
    this.folder = folder;
    this.external = external;
    this.graph = GraphReader.read(proto, new TensorReader(folder));
  }

  /**
   * Reads a file, following external data beside it; an {@link UnusableException} says what is
   * wrong with it.
   */
  public static Model read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UnusableException(
          "model '" + file + "' is not a file; give the path of an ONNX file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      CodedInputStream coded = CodedInputStream.newInstance(in, 1 << 16);
      coded.setSizeLimit(Integer.MAX_VALUE);
      ModelProto proto = ModelProto.parseFrom(coded);
      if (!proto.hasGraph() || proto.getGraph().getNodeCount() == 0) {
        throw new UnusableException(
            "model '" + file + "' holds no graph; it is empty or not an ONNX file");
      }
      Path folder = file.toAbsolutePath().getParent();
      boolean external = ModelWriter.hasExternalData(proto);
      return new Model(proto, folder == null ? file.toAbsolutePath() : folder, external);
    } catch (InvalidProtocolBufferException e) {
      throw new UnusableException(
          "model '" + file + "' is not an ONNX file or is cut short: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UnusableException("model '" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  public Graph graph() {
    return graph;
  }

  /** The file's own key-value pairs. */
  public Map<String, String> metadata() {
    Map<String, String> pairs = new LinkedHashMap<>();
    proto.getMetadataPropsList().forEach(p -> pairs.put(p.getKey(), p.getValue()));
    return pairs;
  }

  /** The size of the model's file in bytes, external data included. */
  public long size() {
    GraphProto empty = proto.getGraph().toBuilder().clearInitializer().build();
    long graphSize = empty.getSerializedSize(); // a long, where the message's own size is an int
    long outside = 0;
    for (TensorProto tensor : proto.getGraph().getInitializerList()) {
      graphSize += field(tensor.getSerializedSize());
      if (ModelWriter.isExternal(tensor)) {
        Tensor value = Objects.requireNonNull(graph.constants().get(tensor.getName()));
        outside += value.bytes().limit();
      }
    }
    ModelProto rest = proto.toBuilder().clearGraph().build();
    return rest.getSerializedSize() + field(graphSize) + outside;
  }

  /** A message within another: one byte that says which field it is, its length, itself. */
  private static long field(long message) {
    return 1 + CodedOutputStream.computeUInt64SizeNoTag(message) + message;
  }

  /** The whole model with its weights inside, as a file's bytes; for running it in memory. */
  public byte[] bytes() {
    return new ModelWriter(proto, graph, external).embedded().toByteArray();
  }

  /**
   * Writes the model under a temporary name, then moves it into place; external data, where the
   * model came with some, goes into {@code NAME.data} beside it.
   */
  public void write(Path file) {
    new ModelWriter(proto, graph, external).write(file);
  }

  ModelProto proto() {
    return proto;
  }

  boolean isExternal() {
    return external;
  }

  Path folder() {
    return folder;
  }
}
