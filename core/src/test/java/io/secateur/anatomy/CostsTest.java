package io.secateur.anatomy;

import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.hidden;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.Fixtures;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters and operations, counted by hand. */
class CostsTest {
  /** 5 -> 3 -> 2 without biases, for any batch that the file declares. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 4})
  void aPerceptron(long batch) {
    ModelBuilder graph = hidden(graph(batch, 5), 5, 3);
    Anatomy anatomy = in(ending(graph, "hidden", 3));
    Costs costs = anatomy.costs();
    assertThat(costs.parameters(anatomy.open())).isEqualTo(5 * 3 + 3 * 2);
    assertThat(costs.flops(anatomy.open())).isEqualTo(2 * (5 * 3 + 3 * 2));
    Gates closed = anatomy.open().close(1);
    assertThat(costs.parameters(closed)).isEqualTo(5 * 2 + 2 * 2);
    assertThat(costs.flops(closed)).isEqualTo(2 * (5 * 2 + 2 * 2));
    assertThat(costs.flops(anatomy.open().with(1, 0.5))).isEqualTo(2 * (5 * 3 + 3 * 2));
  }

  /** (1, 6, 6) -> 3 channels of (4, 4) -> 2 channels of (2, 2), stride 1, biases, then 8 -> 2. */
  @Test
  void convolutions() {
    ModelBuilder graph = graph(-1, 1, 6, 6);
    weights(graph, "k", 3, 1, 3, 3);
    weights(graph, "kb", 3);
    weights(graph, "k2", 2, 3, 3, 3);
    weights(graph, "kb2", 2);
    graph
        .node("Conv", "conv", List.of("x", "k", "kb"))
        .node("Conv", "conv2", List.of("conv", "k2", "kb2"))
        .node("Flatten", "flat", List.of("conv2"));
    Anatomy anatomy = in(ending(graph, "flat", 8));
    Costs costs = anatomy.costs();
    assertThat(costs.parameters(anatomy.open())).isEqualTo(27 + 3 + 54 + 2 + 16);
    assertThat(costs.flops(anatomy.open())).isEqualTo(2 * (3 * 16 * 9 + 2 * 4 * 3 * 9 + 8 * 2));
    Gates closed = anatomy.open().close(0).close(3); // one channel of each
    assertThat(costs.parameters(closed)).isEqualTo(18 + 2 + 18 + 1 + 8);
    assertThat(costs.flops(closed)).isEqualTo(2 * (2 * 16 * 9 + 4 * 2 * 9 + 4 * 2));
  }

  @Test
  void aGroupedConvolution() {
    ModelBuilder graph = graph(-1, 4, 3, 3);
    weights(graph, "k", 6, 2, 3, 3);
    Graph built =
        graph
            .node("Conv", "out", List.of("x", "k"), "group", 2)
            .output("out", ElementType.FLOAT, -1, 6, 1, 1)
            .build()
            .graph();
    Anatomy anatomy = in(built);
    assertThat(anatomy.costs().parameters(anatomy.open())).isEqualTo(6 * 2 * 9);
    assertThat(anatomy.costs().flops(anatomy.open())).isEqualTo(2 * 6 * 2 * 9);
  }

  /** (4, 5) x (5, 3) x (3, 2) for each sample; the bias and the scalar are parameters too. */
  @Test
  void matricesOverTime() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 3);
    weights(graph, "b", 3);
    weights(graph, "s");
    weights(graph, "v", 3, 2);
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Add", "a", List.of("fc", "b"))
        .node("Mul", "m", List.of("a", "s"))
        .node("MatMul", "out", List.of("m", "v"))
        .output("out", ElementType.FLOAT, -1, 4, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(anatomy.costs().parameters(anatomy.open())).isEqualTo(15 + 3 + 1 + 6);
    assertThat(anatomy.costs().flops(anatomy.open())).isEqualTo(2 * (4 * 15 + 4 * 6));
  }

  /** The file holds a shared bias once; layers that shrink differently need one each. */
  @Test
  void aSharedBiasCountsOnceAsLongAsItCan() {
    ModelBuilder graph = graph(-1, 3);
    weights(graph, "w", 3, 3);
    weights(graph, "v", 3, 3);
    weights(graph, "b", 3);
    graph.node("Gemm", "fc1", List.of("x", "w", "b")).node("Gemm", "fc2", List.of("fc1", "v", "b"));
    Anatomy anatomy = in(ending(graph, "fc2", 3));
    Costs costs = anatomy.costs();
    assertThat(costs.parameters(anatomy.open())).isEqualTo(9 + 9 + 3 + 6);
    assertThat(costs.parameters(anatomy.open().close(0))).isEqualTo(6 + 6 + 2 + 3 + 6);
    assertThat(costs.parameters(anatomy.open().close(0).close(3))).isEqualTo(6 + 4 + 2 + 4);
  }

  /** Numbers that anybody can add up from the shapes in the files. */
  @ParameterizedTest
  @CsvSource({
    "mnist-net_256x2, 269322, 537600",
    "neuronmerging_lenet_300_100_fashion, 266610, 532400",
  })
  void publishedNetworks(String name, long parameters, long flops) {
    Anatomy anatomy = in(Model.read(Fixtures.model(name + ".onnx")).graph());
    assertThat(anatomy.costs().parameters(anatomy.open())).isEqualTo(parameters);
    assertThat(anatomy.costs().flops(anatomy.open())).isEqualTo(flops);
  }
}
