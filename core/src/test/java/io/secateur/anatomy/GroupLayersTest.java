package io.secateur.anatomy;

import static io.secateur.anatomy.Found.constants;
import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.pinned;
import static io.secateur.anatomy.Found.prunable;
import static io.secateur.anatomy.Found.sites;
import static io.secateur.anatomy.Found.sizes;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels that go through a convolution in groups. */
class GroupLayersTest {
  /** (batch, 1, 4, 4) -> channels -> a grouped convolution -> channels -> features. */
  private static Anatomy grouped(int in, int groups, int out) {
    ModelBuilder graph = graph(-1, 1, 4, 4);
    weights(graph, "k", in, 1, 1, 1);
    weights(graph, "g", out, in / groups, 3, 3);
    weights(graph, "b", out);
    graph
        .node("Conv", "conv", List.of("x", "k"))
        .node("Relu", "r", List.of("conv"))
        .node("Conv", "grouped", List.of("r", "g", "b"), "group", groups)
        .node("GlobalAveragePool", "p", List.of("grouped"))
        .node("Flatten", "flat", List.of("p"));
    return in(ending(graph, "flat", out));
  }

  @Test
  void depthwiseAChannelGoesThroughAndTheGroupsFollow() {
    Anatomy anatomy = grouped(3, 3, 3);
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: 0 1 2");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder("k[0]: 0 1 2", "g[0]: 0 1 2", "b[0]: 0 1 2", "out.w[0]: 0 1 2");
    assertThat(sizes(anatomy)).containsExactly("grouped.-1#0 = r[1]");
  }

  /** Two outputs from each input go with it. */
  @Test
  void depthwiseWithAMultiplier() {
    Anatomy anatomy = grouped(3, 3, 6);
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(constants(anatomy)).contains("g[0]: 0 0 1 1 2 2", "out.w[0]: 0 0 1 1 2 2");
  }

  /** Two groups from two channels to three: the same place of both goes. */
  @Test
  void theSamePlaceOfEveryGroup() {
    Anatomy anatomy = grouped(4, 2, 6);
    assertThat(prunable(anatomy)).containsExactly("conv channel 2", "grouped channel 3");
    assertThat(sites(anatomy)).containsExactly("grouped.0[1]: 0 1 0 1", "out.0[1]: 2 3 4 2 3 4");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder(
            "k[0]: 0 1 0 1",
            "g[1]: 0 1",
            "g[0]: 2 3 4 2 3 4",
            "b[0]: 2 3 4 2 3 4",
            "out.w[0]: 2 3 4 2 3 4");
    assertThat(sizes(anatomy)).isEmpty();
  }

  /** Five groups from two channels to one give five neurons, where places would give three. */
  @Test
  void wholeGroupsWhereTheyAreMore() {
    Anatomy anatomy = grouped(10, 5, 5);
    assertThat(prunable(anatomy)).containsExactly("conv channel 5");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder(
            "k[0]: 0 0 1 1 2 2 3 3 4 4",
            "g[0]: 0 1 2 3 4",
            "b[0]: 0 1 2 3 4",
            "out.w[0]: 0 1 2 3 4");
    assertThat(sizes(anatomy)).containsExactly("grouped.-1#0 = r[1]");
  }

  /** The network's own channels stay, and so does what is made of each alone. */
  @Test
  void depthwiseOverTheInput() {
    ModelBuilder graph = graph(-1, 2, 4, 4);
    weights(graph, "g", 2, 1, 3, 3);
    graph
        .node("Conv", "grouped", List.of("x", "g"), "group", 2)
        .node("GlobalAveragePool", "p", List.of("grouped"))
        .node("Flatten", "flat", List.of("p"));
    assertThat(pinned(in(ending(graph, "flat", 2))))
        .contains("grouped channel 2: it is the graph's input 'x'");
  }
}
