package io.secateur.anatomy;

import static io.secateur.anatomy.Found.constants;
import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.hidden;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.pinned;
import static io.secateur.anatomy.Found.prunable;
import static io.secateur.anatomy.Found.sites;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that matrix products make and read. */
class ProductLayersTest {
  /** Whichever way the weights lie, their output axis and the next one's input axis are neurons. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1"})
  void gemmWithItsWeightsStoredEitherWay(int firstTransposed, int secondTransposed) {
    ModelBuilder graph = graph(-1, 5);
    weights(graph, "w", firstTransposed == 1 ? new long[] {3, 5} : new long[] {5, 3});
    weights(graph, "b", 3);
    weights(graph, "v", secondTransposed == 1 ? new long[] {2, 3} : new long[] {3, 2});
    graph
        .node("Gemm", "fc", List.of("x", "w", "b"), "transB", firstTransposed)
        .node("Sigmoid", "s", List.of("fc"))
        .node("Gemm", "out", List.of("s", "v"), "transB", secondTransposed, "alpha", 0.5)
        .output("out", ElementType.FLOAT, -1, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(pinned(anatomy)).containsExactly("out unit 2: it is the graph's output 'out'");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: 0 1 2");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder(
            "w[" + (1 - firstTransposed) + "]: 0 1 2",
            "b[0]: 0 1 2",
            "v[" + secondTransposed + "]: 0 1 2");
  }

  /** y = (w x')' through transA: the data comes as (features, batch). */
  @Test
  void gemmThatTransposesItsData() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "v", 3, 2);
    graph
        .node("Transpose", "t", List.of("hidden"))
        .node("Gemm", "out", List.of("t", "v"), "transA", 1)
        .output("out", ElementType.FLOAT, -1, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("out.0[0]: 0 1 2");
  }

  /** Weights as the first factor: y' = w x', both transposed. */
  @Test
  void gemmWithItsWeightsOnTheLeft() {
    ModelBuilder graph = graph(1, 5);
    weights(graph, "w", 3, 5);
    weights(graph, "v", 2, 3);
    graph
        .node("Gemm", "fc", List.of("w", "x"), "transB", 1)
        .node("Gemm", "o", List.of("v", "fc"))
        .node("Transpose", "out", List.of("o"))
        .output("out", ElementType.FLOAT, 1, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("o.1[0]: 0 1 2");
    assertThat(constants(anatomy)).containsExactlyInAnyOrder("w[0]: 0 1 2", "v[1]: 0 1 2");
  }

  @ParameterizedTest
  @CsvSource({"3", "1 3", "1 1 3", "1"})
  void matMulWithAnAddedBiasOfManyShapes(String bias) {
    ModelBuilder graph = graph(-1, 5);
    long[] dims = java.util.Arrays.stream(bias.split(" ")).mapToLong(Long::parseLong).toArray();
    weights(graph, "w", 5, 3);
    weights(graph, "b", dims);
    graph.node("MatMul", "fc", List.of("x", "w")).node("Add", "a", List.of("b", "fc"));
    String value = "a";
    if (dims.length == 3) { // the sum has an axis more
      Found.sizes(graph, "first", 0);
      graph.node("Squeeze", "squeezed", List.of("a", "first"));
      value = "squeezed";
    }
    Anatomy anatomy = in(ending(graph, value, 3));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    List<String> withBias =
        bias.equals("1")
            ? List.of("w[1]: 0 1 2", "out.w[0]: 0 1 2")
            : List.of("w[1]: 0 1 2", "b[" + (dims.length - 1) + "]: 0 1 2", "out.w[0]: 0 1 2");
    assertThat(constants(anatomy)).containsExactlyInAnyOrderElementsOf(withBias);
  }

  /** (batch, time, features): the neurons are the features; time is the input's. */
  @Test
  void matMulOverThreeAxes() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 3);
    weights(graph, "v", 3, 2);
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Tanh", "t", List.of("fc"))
        .node("MatMul", "out", List.of("t", "v"))
        .output("out", ElementType.FLOAT, -1, 4, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("out.0[2]: 0 1 2");
  }

  /** w (3, 5) times columns x (batch, 5, 1), as in mnist-net_256x2. */
  @Test
  void matMulWithItsWeightsOnTheLeft() {
    ModelBuilder graph = graph(1, 5, 1);
    weights(graph, "w", 3, 5);
    weights(graph, "b", 3, 1);
    weights(graph, "v", 2, 3);
    graph
        .node("MatMul", "fc", List.of("w", "x"))
        .node("Add", "a", List.of("fc", "b"))
        .node("Relu", "r", List.of("a"))
        .node("MatMul", "out", List.of("v", "r"))
        .output("out", ElementType.FLOAT, 1, 2, 1);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("out.1[1]: 0 1 2");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder("w[0]: 0 1 2", "b[0]: 0 1 2", "v[1]: 0 1 2");
  }

  /** Both factors depend on the data: their common axis goes as one. */
  @Test
  void aProductOfTwoLayersJoinsThem() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 3);
    weights(graph, "v", 5, 3);
    weights(graph, "u", 4, 2);
    graph
        .node("MatMul", "query", List.of("x", "w"))
        .node("MatMul", "key", List.of("x", "v"))
        .node("Transpose", "keys", List.of("key"), "perm", new long[] {0, 2, 1})
        .node("MatMul", "scores", List.of("query", "keys"))
        .node("MatMul", "out", List.of("scores", "u"))
        .output("out", ElementType.FLOAT, -1, 4, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("query unit 3");
    assertThat(constants(anatomy)).containsExactlyInAnyOrder("w[1]: 0 1 2", "v[1]: 0 1 2");
    assertThat(sites(anatomy)).containsExactly("scores.0[2]: 0 1 2");
  }

  /** Two readers: a gate before each of them. */
  @Test
  void aLayerThatTwoNodesReadHasTwoSites() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "u", 3, 2);
    weights(graph, "v", 3, 2);
    Graph built =
        graph
            .node("MatMul", "one", List.of("hidden", "u"))
            .node("MatMul", "two", List.of("hidden", "v"))
            .node("Add", "out", List.of("one", "two"))
            .output("out", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    assertThat(sites(in(built))).containsExactly("one.0[1]: 0 1 2", "two.0[1]: 0 1 2");
  }

  /** The second layer's neurons are numbered after the first's. */
  @Test
  void neuronsAreNumberedLayerByLayer() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "w", 3, 4);
    graph.node("MatMul", "fc2", List.of("hidden", "w")).node("Relu", "r", List.of("fc2"));
    Anatomy anatomy = in(ending(graph, "r", 4));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3", "fc2 unit 4");
    assertThat(sites(anatomy)).containsExactly("fc2.0[1]: 0 1 2", "out.0[1]: 3 4 5 6");
    assertThat(anatomy.neurons()).hasSize(7);
    assertThat(anatomy.neurons().get(4)).hasToString("fc2:1");
    assertThat(anatomy.neurons().get(4).id()).isEqualTo(4);
    assertThat(anatomy.layers().get(1).firstNeuron()).isEqualTo(3);
    assertThat(anatomy.width(anatomy.layers().get(1), anatomy.open().close(4).close(0)))
        .isEqualTo(3);
  }
}
