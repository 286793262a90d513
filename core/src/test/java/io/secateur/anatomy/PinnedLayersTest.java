package io.secateur.anatomy;

import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.hidden;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.pinned;
import static io.secateur.anatomy.Found.prunable;
import static io.secateur.anatomy.Found.sizes;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.testing.Protos;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that must stay whole, each with the reason that people are told. */
class PinnedLayersTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aChannelThatGoesToTheOutput() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    graph.output("hidden", ElementType.FLOAT, -1, 3);
    Anatomy anatomy = in(ending(graph, "hidden", 3));
    assertThat(prunable(anatomy)).isEmpty();
    assertThat(pinned(anatomy))
        .containsExactly(
            "fc unit 3: it is the graph's output 'hidden'",
            "out unit 2: it is the graph's output 'out'");
    assertThat(anatomy.neurons()).isEmpty();
    assertThat(anatomy.gateSites()).isEmpty();
    assertThat(anatomy.slices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 13})
  void neuronsUnderASoftmax(long opset) {
    ModelBuilder graph = new ModelBuilder(opset).input("x", ElementType.FLOAT, -1, 5);
    hidden(graph, 5, 3).node("Softmax", "s", List.of("hidden"));
    assertThat(pinned(in(ending(graph, "s", 3))))
        .contains("fc unit 3: node 's' (Softmax): each element depends on all others of this axis");
  }

  /** A softmax over time leaves the features alone from opset 13 on; before, it took them in. */
  @ParameterizedTest
  @ValueSource(longs = {9, 13})
  void aSoftmaxOverAnotherAxis(long opset) {
    ModelBuilder graph = new ModelBuilder(opset).input("x", ElementType.FLOAT, -1, 4, 5);
    weights(graph, "w", 5, 3);
    weights(graph, "v", 3, 2);
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Softmax", "s", List.of("fc"), "axis", 1)
        .node("MatMul", "out", List.of("s", "v"))
        .output("out", ElementType.FLOAT, -1, 4, 2);
    List<String> prunable = prunable(in(graph.build().graph()));
    if (opset < 13) {
      assertThat(prunable).isEmpty();
    } else {
      assertThat(prunable).containsExactly("fc unit 3");
    }
  }

  @Test
  void indicesThatAreGathered() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    sizes(graph, "some", 2, 0);
    graph.node("Abs", "which", List.of("some"));
    graph.node("Gather", "pick", List.of("hidden", "which"), "axis", 1);
    assertThat(pinned(in(ending(graph, "pick", 2))))
        .contains("fc unit 3: node 'pick' (Gather): it picks indices of this axis by their number");
  }

  /** No engine here: the shapes are given by hand, for an operator that nobody knows. */
  @Test
  void anOperatorOfAnotherDomainPinsOnlyWhatItTouches() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "w", 3, 4);
    graph.node("Gemm", "fc2", List.of("hidden", "w")).node("Mystery", "m", List.of("fc2"));
    Graph built = ending(graph, "m", 4);
    Shapes shapes =
        new Shapes(
            Map.of(
                "x", new long[] {1, 5},
                "fc", new long[] {1, 3},
                "hidden", new long[] {1, 3},
                "fc2", new long[] {1, 4},
                "m", new long[] {1, 4},
                "out", new long[] {1, 2},
                "fc.w", new long[] {5, 3},
                "w", new long[] {3, 4},
                "out.w", new long[] {4, 2}),
            1);
    Anatomy anatomy = Anatomy.of(built, shapes);
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(pinned(anatomy))
        .contains("fc2 unit 4: node 'm' (Mystery): the operator is not known");
  }

  @Test
  void aValueThatASubgraphTakes() {
    Anatomy anatomy = shaped(choosing("hidden"), choosingShapes());
    assertThat(prunable(anatomy)).containsExactly("fc2 unit 4");
    assertThat(pinned(anatomy))
        .contains("fc unit 3: node 'choice' (If): its subgraphs may do anything with it");
  }

  /** Who takes a constant elsewhere keeps it, and others have their own. */
  @Test
  void aConstantThatASubgraphTakesStaysThere() {
    Anatomy anatomy = shaped(choosing("w"), choosingShapes());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3", "fc2 unit 4");
  }

  private static Anatomy shaped(Graph graph, Map<String, long[]> shapes) {
    return Anatomy.of(graph, new Shapes(shapes, 1));
  }

  /** Two layers, and beside them an If whose branch takes something from outside. */
  private Graph choosing(String captured) {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "w", 3, 4);
    weights(graph, "out.w", 4, 2);
    graph
        .node("Gemm", "fc2", List.of("hidden", "w"))
        .node("MatMul", "out", List.of("fc2", "out.w"))
        .output("out", ElementType.FLOAT, -1, 2);
    GraphProto.Builder branch = GraphProto.newBuilder().setName("branch");
    branch.addNodeBuilder().setOpType("Identity").addInput(captured).addOutput("same");
    branch.addOutputBuilder().setName("same");
    ModelProto.Builder proto = Protos.of(graph.build()).toBuilder();
    proto
        .getGraphBuilder()
        .addNodeBuilder()
        .setOpType("If")
        .setName("choice")
        .addInput("x")
        .addOutput("chosen")
        .addAttributeBuilder()
        .setName("then_branch")
        .setG(branch);
    return Protos.read(proto.build(), folder.resolve("if.onnx")).graph();
  }

  private static Map<String, long[]> choosingShapes() {
    return Map.of(
        "x", new long[] {1, 5},
        "fc", new long[] {1, 3},
        "hidden", new long[] {1, 3},
        "fc2", new long[] {1, 4},
        "out", new long[] {1, 2},
        "chosen", new long[] {1, 3},
        "fc.w", new long[] {5, 3},
        "w", new long[] {3, 4},
        "out.w", new long[] {4, 2});
  }

  @Test
  void aLayerThatNobodySumsOver() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    graph.node("Neg", "unused", List.of("hidden"));
    weights(graph, "w", 5, 2);
    graph.node("MatMul", "out", List.of("x", "w")).output("out", ElementType.FLOAT, -1, 2);
    assertThat(pinned(in(graph.build().graph()))).contains("fc unit 3: nothing sums over it");
  }

  /** y = a b with a (batch, 1): a's neuron is in every product, where no gate of its own stands. */
  @Test
  void aNeuronThatBroadcastingSpreadsOverALayer() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "a.w", 5, 1);
    weights(graph, "v", 1, 2);
    weights(graph, "u", 3, 2);
    graph
        .node("Gemm", "a", List.of("x", "a.w"))
        .node("Mul", "m", List.of("hidden", "a"))
        .node("Gemm", "one", List.of("m", "u"))
        .node("Gemm", "two", List.of("a", "v"))
        .node("Add", "out", List.of("one", "two"))
        .output("out", ElementType.FLOAT, -1, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(pinned(anatomy)).anyMatch(l -> l.startsWith("a unit 1: node 'm' (Mul): "));
  }

  /**
   * A single channel is read by a convolution and, flattened, by a Gemm: no gate would hold both.
   */
  @Test
  void aSingleChannelThatAReshapeLosesSightOf() {
    ModelBuilder graph = graph(-1, 1, 2, 2);
    weights(graph, "k", 1, 1, 1, 1);
    weights(graph, "k2", 2, 1, 2, 2);
    weights(graph, "v", 4, 2);
    graph
        .node("Conv", "conv", List.of("x", "k"))
        .node("Conv", "conv2", List.of("conv", "k2"))
        .node("Flatten", "flat2", List.of("conv2"))
        .node("Flatten", "flat", List.of("conv"))
        .node("MatMul", "fc", List.of("flat", "v"))
        .node("Add", "out", List.of("flat2", "fc"))
        .output("out", ElementType.FLOAT, -1, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).isEmpty();
    assertThat(pinned(anatomy))
        .anyMatch(l -> l.startsWith("conv channel 1: node 'flat' (Flatten)"));
  }

  /** The softmax's channels were pinned before the sum joined them with the others. */
  @Test
  void aLayerThatASumJoinsWithOneThatStays() {
    ModelBuilder graph = graph(-1, 2, 3, 3);
    weights(graph, "k", 4, 2, 3, 3);
    weights(graph, "k2", 4, 2, 3, 3);
    graph
        .node("Conv", "conv", List.of("x", "k"))
        .node("Conv", "conv2", List.of("x", "k2"))
        .node("Softmax", "soft", List.of("conv2"), "axis", 1)
        .node("Add", "sum", List.of("conv", "soft"))
        .node("Flatten", "flat", List.of("sum"));
    Anatomy anatomy = in(ending(graph, "flat", 4));
    assertThat(prunable(anatomy)).isEmpty();
    assertThat(pinned(anatomy))
        .contains(
            "conv channel 4: node 'soft' (Softmax): each element depends on all others of this axis");
  }

  @Test
  void aReshapeThatMixesAxes() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 6);
    weights(graph, "v", 8, 2);
    sizes(graph, "to", -1, 3, 8);
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Reshape", "mixed", List.of("fc", "to"))
        .node("MatMul", "out", List.of("mixed", "v"))
        .output("out", ElementType.FLOAT, -1, 3, 2);
    assertThat(pinned(in(graph.build().graph())))
        .contains("fc unit 6: node 'mixed' (Reshape): it mixes several axes with several others");
  }

  /** Of 6 features as 3 by 2 the rows can go; what is added to the columns stays with them. */
  @Test
  void aColumnOfWhatAReshapeSplits() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 6);
    weights(graph, "u", 5, 2);
    weights(graph, "v", 2, 2);
    sizes(graph, "to", 0, 4, 3, 2);
    sizes(graph, "third", 2);
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Reshape", "parts", List.of("fc", "to"))
        .node("MatMul", "column", List.of("x", "u"))
        .node("Unsqueeze", "wide", List.of("column", "third"))
        .node("Add", "sum", List.of("parts", "wide"))
        .node("ReduceSum", "rows", List.of("sum", "third"), "keepdims", 0)
        .node("MatMul", "out", List.of("rows", "v"))
        .output("out", ElementType.FLOAT, -1, 4, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(pinned(anatomy))
        .contains(
            "column unit 2: node 'parts' (Reshape): this axis makes one with others, of which"
                + " another carries the neurons");
  }

  @Test
  void aLayerWithoutNeighboursIsNothing() {
    Graph graph =
        graph(-1, 2)
            .node("Relu", "y", List.of("x"))
            .output("y", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    assertThat(in(graph).layers()).isEmpty();
    assertThat(in(graph).open().size()).isZero();
  }
}
