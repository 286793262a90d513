package io.secateur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** ONNX files put together by hand, without the code that reads and writes them. */
final class Protos {
  private Protos() {}

  /** x (batch, 2) and y (batch, 2), and whatever is between them. */
  static GraphProto.Builder graph(NodeProto... nodes) {
    return GraphProto.newBuilder()
        .setName("g")
        .addInput(value("x", -1, 2))
        .addOutput(value("y", -1, 2))
        .addAllNode(List.of(nodes));
  }

  static NodeProto node(String op, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  /** A declared value; a size below 0 is the axis "batch". */
  static ValueInfoProto value(String name, long... dims) {
    ValueInfoProto.Builder info = ValueInfoProto.newBuilder().setName(name);
    var tensor = info.getTypeBuilder().getTensorTypeBuilder().setElemType(1);
    for (long d : dims) {
      if (d < 0) {
        tensor.getShapeBuilder().addDimBuilder().setDimParam("batch");
      } else {
        tensor.getShapeBuilder().addDimBuilder().setDimValue(d);
      }
    }
    return info.build();
  }

  /** A tensor without elements yet. */
  static TensorProto.Builder tensor(String name, ElementType type, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.number());
    for (long d : dims) {
      tensor.addDims(d);
    }
    return tensor;
  }

  static TensorProto floats(String name, long[] dims, float... values) {
    return tensor(name, ElementType.FLOAT, dims)
        .setRawData(ByteString.copyFrom(le(values)))
        .build();
  }

  /** Little-endian bytes. */
  static byte[] le(float... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : values) {
      out.putFloat(v);
    }
    return out.array();
  }

  static TensorProto external(TensorProto.Builder tensor, String... keysAndValues) {
    tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tensor.addExternalData(
          StringStringEntryProto.newBuilder()
              .setKey(keysAndValues[i])
              .setValue(keysAndValues[i + 1]));
    }
    return tensor.build();
  }

  static ModelProto model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
        .setGraph(graph)
        .build();
  }

  /** A model y = x + w with this tensor w. */
  static ModelProto adding(TensorProto w) {
    return model(graph(node("Add", "y", "x", "w")).addInitializer(w));
  }

  static Path file(Path folder, ModelProto model) {
    return file(folder, model.toByteArray());
  }

  static Path file(Path folder, byte[] bytes) {
    try {
      return Files.write(folder.resolve("model.onnx"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ModelProto parsed(Path file) {
    try {
      return ModelProto.parseFrom(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tensor constant(Model model, String name) {
    return Objects.requireNonNull(model.graph().constants().get(name), name);
  }

  /** The one sentence with which something is refused. */
  static String refusal(ThrowingCallable use) {
    Throwable thrown = catchThrowable(use);
    assertThat(thrown).isExactlyInstanceOf(UnusableException.class);
    String sentence = Objects.requireNonNull(thrown.getMessage());
    assertThat(sentence).isNotBlank().doesNotContain("\n", "\r");
    return sentence;
  }
}
