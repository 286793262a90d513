package io.secateur.model;

import static io.secateur.model.Protos.file;
import static io.secateur.model.Protos.floats;
import static io.secateur.model.Protos.graph;
import static io.secateur.model.Protos.model;
import static io.secateur.model.Protos.node;
import static io.secateur.model.Protos.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {
  @TempDir Path folder;

  private Graph read(GraphProto.Builder graph) {
    return Model.read(file(folder, model(graph))).graph();
  }

  private static GraphProto branch(String taken) {
    return GraphProto.newBuilder()
        .addNode(node("Relu", "inner", taken))
        .addOutput(value("inner", -1, 2))
        .build();
  }

  private static NodeProto chooses(String output, String condition, String taken) {
    return node("If", output, condition).toBuilder()
        .addAttribute(AttributeProto.newBuilder().setName("then_branch").setG(branch(taken)))
        .addAttribute(AttributeProto.newBuilder().setName("else_branch").setG(branch("inner2")))
        .build();
  }

  @Test
  void nodesComeAfterWhatTheyTake() {
    List<NodeProto> nodes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String before = i == 0 ? "x" : "v" + (i - 1);
      nodes.add(node("Add", i == 199 ? "y" : "v" + i, before, i < 2 ? "x" : "v" + (i / 2)));
    }
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(nodes, new Random(seed));
      List<Node> sorted = read(graph(nodes.toArray(NodeProto[]::new))).nodes();
      List<String> known = new ArrayList<>(List.of("x"));
      for (Node node : sorted) {
        assertThat(known).containsAll(node.inputs());
        known.addAll(node.outputs());
      }
      assertThat(sorted).hasSize(200);
    }
  }

  @Test
  void aGraphDeeperThanAStackIsSorted() {
    List<NodeProto> nodes = new ArrayList<>();
    for (int i = 20_000; i > 0; i--) {
      nodes.add(node("Relu", i == 20_000 ? "y" : "v" + i, i == 1 ? "x" : "v" + (i - 1)));
    }
    assertThat(read(graph(nodes.toArray(NodeProto[]::new))).nodes().get(0).inputs())
        .containsExactly("x");
  }

  @Test
  void sortedNodesKeepTheirPlaceInTheFileAsTheirIndex() {
    Graph graph = read(graph(node("Relu", "y", "a"), node("Neg", "a", "x")));
    assertThat(graph.nodes()).extracting(Node::op).containsExactly("Neg", "Relu");
    assertThat(graph.nodes()).extracting(Node::index).containsExactly(1, 0);
    assertThat(graph.nodes()).extracting(Node::name).containsExactly("Neg_1", "Relu_0");
  }

  @Test
  void aSubgraphsOuterValuesComeBeforeItAndAreRead() {
    NodeProto choice = chooses("y", "c", "a");
    Graph graph =
        read(
            graph(
                choice, node("Neg", "a", "x"), node("Abs", "c", "x"), node("Abs", "inner2", "x")));
    assertThat(graph.nodes()).extracting(Node::op).endsWith("If");
    assertThat(graph.nodes().get(3).captures()).containsExactly("a", "inner2");
    assertThat(graph.readers("a")).extracting(Node::op).containsExactly("If");
  }

  @Test
  void aReaderThatTakesAValueTwiceIsListedOnce() {
    Graph graph =
        read(
            graph(
                node("Abs", "a", "x"),
                node("Add", "b", "a", "a"),
                node("Abs", "inner2", "b"),
                chooses("y", "a", "a")));
    assertThat(graph.readers("a")).extracting(Node::op).containsExactly("Add", "If");
    assertThat(graph.readers("y")).isEmpty();
  }

  @Test
  void valuesKnowTheirMakers() {
    Graph graph = read(graph(node("Relu", "a", "x"), node("Neg", "y", "a")));
    assertThat(graph.producer("a")).isSameAs(graph.nodes().get(0));
    assertThat(graph.producer("x")).isNull();
    assertThat(graph.isOutput("y")).isTrue();
    assertThat(graph.isOutput("a")).isFalse();
  }

  @Test
  void initializersThatAreListedAsInputsAreNoInputs() {
    Graph graph =
        read(
            graph(node("Add", "y", "x", "w"))
                .addInput(value("w", 2))
                .addInitializer(floats("w", new long[] {2}, 1, 2)));
    assertThat(graph.inputs()).extracting(ValueInfo::name).containsExactly("x");
    assertThat(graph.inputs().get(0).dims()).containsExactly(-1L, 2L);
    assertThat(graph.inputs().get(0).shape()).isEqualTo("[?, 2]");
  }

  @Test
  void parametersAreRealInitializersAndConstantsOfMoreThanOneElement() {
    NodeProto pair =
        node("Constant", "pair").toBuilder()
            .addAttribute(
                AttributeProto.newBuilder().setName("value_floats").addFloats(1).addFloats(2))
            .build();
    NodeProto single =
        node("Constant", "single").toBuilder()
            .addAttribute(AttributeProto.newBuilder().setName("value_float").setF(1))
            .build();
    NodeProto sizes =
        node("Constant", "sizes").toBuilder()
            .addAttribute(AttributeProto.newBuilder().setName("value_ints").addInts(1).addInts(2))
            .build();
    Graph graph =
        read(
            graph(pair, single, sizes, node("Sum", "y", "x", "w", "pair", "single"))
                .addInitializer(floats("w", new long[] {1}, 1)));
    assertThat(graph.parameters()).containsExactlyInAnyOrder("w", "pair");
  }

  /** Integers count where they are weights, not where they are sizes or zero points. */
  @Test
  void integersThatAreMadeRealAreParameters() {
    Graph graph =
        read(
            graph(
                    node("DequantizeLinear", "w", "stored", "scale", "zero"),
                    node("Reshape", "turned", "w", "sizes"),
                    node("Mul", "y", "x", "turned"))
                .addInitializer(bytes("stored", 4))
                .addInitializer(floats("scale", new long[] {1}, 0.5f))
                .addInitializer(bytes("zero", 1))
                .addInitializer(bytes("sizes", 2)));
    assertThat(graph.parameters()).containsExactlyInAnyOrder("stored", "scale");
  }

  private static TensorProto bytes(String name, int count) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT8.getNumber())
        .addDims(count)
        .setRawData(ByteString.copyFrom(new byte[count]))
        .build();
  }

  @Test
  void otherDomainsAreToldApart() {
    NodeProto relu = node("Relu", "y", "x");
    ModelProto proto =
        model(
                graph(
                    relu.toBuilder().setOutput(0, "a").setDomain("ai.onnx").build(),
                    relu.toBuilder().setInput(0, "a").setDomain("com.microsoft").build()))
            .toBuilder()
            .addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
            .build();
    Graph graph = Model.read(file(folder, proto)).graph();
    assertThat(graph.nodes()).extracting(Node::op).containsExactly("Relu", "com.microsoft.Relu");
    assertThat(graph.opset()).isEqualTo(13);
  }
}
