package io.secateur.model;

import static io.secateur.model.Protos.adding;
import static io.secateur.model.Protos.file;
import static io.secateur.model.Protos.floats;
import static io.secateur.model.Protos.graph;
import static io.secateur.model.Protos.model;
import static io.secateur.model.Protos.node;
import static io.secateur.model.Protos.refusal;
import static io.secateur.model.Protos.tensor;
import static io.secateur.model.Protos.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are whole and yet say what cannot be: each is refused in one sentence. */
class UnusableModelTest {
  @TempDir Path folder;

  private static NodeProto relu() {
    return node("Relu", "y", "x");
  }

  private static NodeProto withValue(AttributeProto.Builder attribute) {
    return node("Constant", "w").toBuilder().addAttribute(attribute.setName("value")).build();
  }

  private static Arguments bad(String what, GraphProto.Builder graph, String... telling) {
    return Arguments.of(what, model(graph), telling);
  }

  static Stream<Arguments> graphs() {
    TensorProto w = floats("w", new long[] {2}, 1, 2);
    TensorProto nan = floats("w", new long[] {2}, 1, Float.NaN);
    return Stream.of(
        Arguments.of("no graph", ModelProto.getDefaultInstance(), new String[] {"holds no graph"}),
        bad("no nodes", graph(), "holds no graph"),
        bad(
            "a cycle",
            graph(node("Add", "a", "x", "b"), node("Relu", "b", "a"), node("Relu", "y", "b")),
            "cycle"),
        bad("a node that takes its own output", graph(node("Add", "y", "x", "y")), "cycle"),
        bad("a value nobody makes", graph(node("Add", "y", "x", "lost")), "'lost'", "(Add)"),
        bad(
            "an output nobody makes",
            graph(relu()).addOutput(value("lost", 1)),
            "'lost'",
            "no node"),
        bad("two nodes make one value", graph(relu(), relu()), "'y'", "already there"),
        bad(
            "one node makes a value twice",
            graph(relu().toBuilder().addOutput("y").build()),
            "'y'",
            "already there"),
        bad("a node makes an input", graph(relu(), node("Relu", "x", "y")), "'x'", "already there"),
        bad(
            "a node makes an initializer",
            graph(relu(), node("Relu", "w", "y")).addInitializer(w),
            "'w'",
            "already there"),
        bad(
            "two initializers of one name",
            graph(relu()).addInitializer(w).addInitializer(w),
            "'w'",
            "already there"),
        bad(
            "a Constant node and an initializer of one name",
            graph(withValue(AttributeProto.newBuilder().setT(w)), relu()).addInitializer(w),
            "'w'",
            "already there"),
        bad("a node that makes nothing", graph(relu(), NodeProto.getDefaultInstance()), "nothing"),
        bad(
            "no inputs",
            graph(relu()).clearInput().addInitializer(floats("x", new long[] {1}, 0)),
            "no input or no output"),
        bad("no outputs", graph(relu()).clearOutput(), "no input or no output"),
        bad(
            "sparse weights",
            graph(relu()).addSparseInitializer(SparseTensorProto.getDefaultInstance()),
            "sparse"),
        bad("NaN", graph(node("Add", "y", "x", "w")).addInitializer(nan), "'w'", "NaN"),
        bad(
            "NaN in a Constant node",
            graph(withValue(AttributeProto.newBuilder().setT(nan)), node("Add", "y", "x", "w")),
            "'w'",
            "NaN"),
        bad(
            "NaN as a Constant node's number",
            graph(
                node("Constant", "w").toBuilder()
                    .addAttribute(
                        AttributeProto.newBuilder().setName("value_float").setF(Float.NaN))
                    .build(),
                node("Add", "y", "x", "w")),
            "'w'",
            "NaN"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void aGraphThatCannotBeIsRefused(String what, ModelProto model, String[] telling) {
    Path file = file(folder, model);
    assertThat(refusal(() -> Model.read(file))).contains(telling);
  }

  static Stream<Arguments> tensors() {
    long[] two = {2};
    ByteString seven = ByteString.copyFrom(new byte[7]);
    ByteString half = ByteString.copyFrom(new byte[] {0, 0x7e, 0, 0}); // the first is NaN
    return Stream.of(
        Arguments.of(
            "10^12 elements claimed", tensor("w", ElementType.FLOAT, 1_000_000, 1_000_000)),
        Arguments.of(
            "more elements than a long counts",
            tensor("w", ElementType.FLOAT, Long.MAX_VALUE, Long.MAX_VALUE)),
        Arguments.of(
            "more bytes than a long counts",
            tensor("w", ElementType.FLOAT, Long.MAX_VALUE).setRawData(seven)),
        Arguments.of("a negative size", tensor("w", ElementType.FLOAT, -2).setRawData(seven)),
        Arguments.of(
            "negative sizes with a positive product",
            tensor("w", ElementType.FLOAT, -1, -2).setRawData(ByteString.copyFrom(new byte[8]))),
        Arguments.of("raw bytes too few", tensor("w", ElementType.FLOAT, two).setRawData(seven)),
        Arguments.of("no bytes", tensor("w", ElementType.FLOAT, two)),
        Arguments.of("one number too few", tensor("w", ElementType.INT64, two).addInt64Data(1)),
        Arguments.of(
            "numbers in the wrong field",
            tensor("w", ElementType.FLOAT, two).addInt64Data(1).addInt64Data(1)),
        Arguments.of("NaN among halves", tensor("w", ElementType.FLOAT16, two).setRawData(half)),
        Arguments.of(
            "NaN among doubles",
            tensor("w", ElementType.DOUBLE, two).addDoubleData(Double.NaN).addDoubleData(0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tensors")
  void aTensorThatCannotBeIsRefused(String what, TensorProto.Builder w) {
    Path file = file(folder, adding(w.build()));
    assertThat(refusal(() -> Model.read(file))).contains("'w'");
  }

  @Test
  void aLineBreakInANameDoesNotBreakTheSentence() {
    Path file = file(folder, model(graph(node("Add", "y", "x", "lost\r\nin a line break"))));
    assertThat(refusal(() -> Model.read(file))).contains("lost", "in a line break");
  }

  @Test
  void infiniteWeightsAreFine() {
    TensorProto w = floats("w", new long[] {2}, Float.NEGATIVE_INFINITY, 0);
    assertThat(Model.read(file(folder, adding(w))).graph().constants()).containsKey("w");
  }
}
