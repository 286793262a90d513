package io.secateur.anatomy;

import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.hidden;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.sizes;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import io.secateur.testing.Residual;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The nodes that make, carry and read neurons, and the way to what must stay. */
class ChainTest {
  private static Chain chain(Anatomy anatomy, String layer) {
    return anatomy.chain(
        anatomy.layers().stream().filter(l -> l.name().equals(layer)).findAny().orElseThrow());
  }

  private static List<String> words(List<Chain.Stop> stops) {
    return stops.stream().map(s -> s.node().name() + " " + s.value() + s.axis()).toList();
  }

  @Test
  void aResidualStream() {
    Chain stem = chain(in(Residual.model().graph()), "/stem");
    assertThat(words(stem.writers())).containsExactly("/stem /stem1", "/layer1/b /layer1/b1");
    assertThat(words(stem.carriers())).containsExactly("/relu /relu1", "/layer1/add /layer1/add1");
    assertThat(words(stem.readers())).containsExactly("/layer1/a /relu1", "/layer2/c /layer1/add1");
    assertThat(stem.path()).isEmpty();
  }

  @Test
  void oneWayThroughAConcatenationIsNotTheOthers() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "v", 5, 4);
    graph
        .node("Gemm", "fc2", List.of("x", "v"))
        .node("Concat", "both", List.of("hidden", "fc2"), "axis", 1);
    Anatomy anatomy = in(ending(graph, "both", 7));
    assertThat(words(chain(anatomy, "fc").writers())).containsExactly("fc fc1");
    assertThat(words(chain(anatomy, "fc").carriers()))
        .containsExactly("hidden hidden1", "both both1");
    assertThat(words(chain(anatomy, "fc2").writers())).containsExactly("fc2 fc21");
    assertThat(words(chain(anatomy, "fc2").carriers())).containsExactly("both both1");
    assertThat(words(chain(anatomy, "fc2").readers())).containsExactly("out both1");
  }

  /** conv is pinned by a softmax behind another convolution, which a sum joins with it. */
  @Test
  void theWayFromAWriterToThePin() {
    ModelBuilder graph = graph(-1, 2, 3, 3);
    weights(graph, "k", 4, 2, 3, 3);
    weights(graph, "k2", 4, 2, 3, 3);
    graph
        .node("Conv", "conv", List.of("x", "k"))
        .node("Conv", "conv2", List.of("x", "k2"))
        .node("Relu", "relu", List.of("conv"))
        .node("Softmax", "soft", List.of("conv2"), "axis", 1)
        .node("Add", "sum", List.of("relu", "soft"))
        .node("Flatten", "flat", List.of("sum"));
    Chain conv = chain(in(ending(graph, "flat", 4)), "conv");
    assertThat(words(conv.writers())).containsExactly("conv conv1", "conv2 conv21");
    assertThat(words(conv.path()))
        .containsExactly("conv conv1", "relu relu1", "sum soft1", "soft conv21");
  }

  @Test
  void anOutputIsPinnedWhereItIs() {
    Anatomy anatomy = in(ending(hidden(graph(-1, 5), 5, 3), "hidden", 3));
    assertThat(words(chain(anatomy, "out").path())).containsExactly("out out1");
    assertThat(chain(anatomy, "out").readers()).isEmpty();
    assertThat(chain(anatomy, "fc").path()).isEmpty();
  }

  @Test
  void whatNobodyReadsHasNoPin() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    graph.node("Neg", "unused", List.of("hidden"));
    weights(graph, "w", 5, 2);
    graph.node("MatMul", "out", List.of("x", "w")).output("out", ElementType.FLOAT, -1, 2);
    Chain chain = chain(in(graph.build().graph()), "fc");
    assertThat(words(chain.carriers())).containsExactly("hidden hidden1", "unused unused1");
    assertThat(chain.path()).isEmpty();
  }

  @Test
  void aGatherThatPicksByNumber() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    sizes(graph, "some", 2, 0);
    graph.node("Abs", "which", List.of("some"));
    graph.node("Gather", "pick", List.of("hidden", "which"), "axis", 1);
    Chain chain = chain(in(ending(graph, "pick", 2)), "fc");
    assertThat(words(chain.path())).containsExactly("fc fc1", "hidden hidden1");
  }
}
