package io.secateur.anatomy;

import static io.secateur.anatomy.Found.constants;
import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.hidden;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.pinned;
import static io.secateur.anatomy.Found.prunable;
import static io.secateur.anatomy.Found.sites;
import static io.secateur.anatomy.Found.sizes;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neurons that live in several tensors at once, and constants that several layers share. */
class JoinedLayersTest {
  private static void conv(ModelBuilder graph, String name, String input, int from, int to) {
    weights(graph, name + ".k", to, from, 3, 3);
    graph.node("Conv", name, List.of(input, name + ".k"), "pads", new long[] {1, 1, 1, 1});
  }

  private static ModelBuilder image() {
    return graph(-1, 1, 4, 4);
  }

  private static Anatomy pooled(ModelBuilder graph, String value, int channels) {
    graph.node("GlobalAveragePool", "g", List.of(value)).node("Flatten", "flat", List.of("g"));
    return in(ending(graph, "flat", channels));
  }

  @Test
  void aResidualSumMakesOneLayerOfTwoConvolutions() {
    ModelBuilder graph = image();
    conv(graph, "conv1", "x", 1, 3);
    conv(graph, "conv2", "conv1", 3, 4);
    conv(graph, "conv3", "conv2", 4, 3);
    graph.node("Add", "sum", List.of("conv1", "conv3"));
    Anatomy anatomy = pooled(graph, "sum", 3);
    assertThat(prunable(anatomy)).containsExactly("conv1 channel 3", "conv2 channel 4");
    assertThat(sites(anatomy))
        .containsExactly("conv2.0[1]: 0 1 2", "conv3.0[1]: 3 4 5 6", "out.0[1]: 0 1 2");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder(
            "conv1.k[0]: 0 1 2",
            "conv2.k[1]: 0 1 2",
            "conv2.k[0]: 3 4 5 6",
            "conv3.k[1]: 3 4 5 6",
            "conv3.k[0]: 0 1 2",
            "out.w[0]: 0 1 2");
  }

  @Test
  void aConcatenationKeepsItsLayersApart() {
    ModelBuilder graph = image();
    conv(graph, "conv1", "x", 1, 3);
    conv(graph, "conv2", "x", 1, 2);
    graph.node("Concat", "both", List.of("conv1", "conv2"), "axis", -3);
    Anatomy anatomy = pooled(graph, "both", 5);
    assertThat(prunable(anatomy)).containsExactly("conv1 channel 3", "conv2 channel 2");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: 0 1 2 3 4");
  }

  @Test
  void aConcatenationOfALayerWithItselfCountsItsNeuronsOnce() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    graph
        .node("Neg", "n", List.of("hidden"))
        .node("Concat", "both", List.of("hidden", "n"), "axis", 1);
    Anatomy anatomy = in(ending(graph, "both", 6));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: 0 1 2 0 1 2");
  }

  /** The part of the concatenation that is the network's input stays. */
  @Test
  void aSkipConnectionFromTheInputIsLeftAlone() {
    ModelBuilder graph = hidden(graph(-1, 2), 2, 3);
    graph.node("Concat", "both", List.of("x", "hidden"), "axis", 1);
    Anatomy anatomy = in(ending(graph, "both", 5));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: - - 0 1 2");
  }

  @Test
  void twoLayersThatShareABiasStayTwo() {
    ModelBuilder graph = graph(-1, 5);
    weights(graph, "w", 5, 3);
    weights(graph, "v", 3, 3);
    weights(graph, "b", 3);
    graph
        .node("Gemm", "fc1", List.of("x", "w", "b"))
        .node("Relu", "r1", List.of("fc1"))
        .node("Gemm", "fc2", List.of("r1", "v", "b"))
        .node("Relu", "r2", List.of("fc2"));
    Anatomy anatomy = in(ending(graph, "r2", 3));
    assertThat(prunable(anatomy)).containsExactly("fc1 unit 3", "fc2 unit 3");
    assertThat(constants(anatomy)).contains("b[0]: 0 1 2", "b[0]: 3 4 5");
  }

  @Test
  void twoLayersThatShareTheirWeightsStayTwo() {
    ModelBuilder graph = graph(-1, 3);
    weights(graph, "w", 3, 3);
    graph
        .node("MatMul", "fc1", List.of("x", "w"))
        .node("Relu", "r1", List.of("fc1"))
        .node("MatMul", "fc2", List.of("r1", "w"))
        .node("Relu", "r2", List.of("fc2"));
    Anatomy anatomy = in(ending(graph, "r2", 3));
    assertThat(prunable(anatomy)).containsExactly("fc1 unit 3", "fc2 unit 3");
  }

  /** A gating product: both factors' neurons go together. */
  @Test
  void anElementwiseProductJoinsItsFactors() {
    ModelBuilder graph = hidden(graph(-1, 5), 5, 3);
    weights(graph, "v", 5, 3);
    graph
        .node("MatMul", "gate", List.of("x", "v"))
        .node("Sigmoid", "s", List.of("gate"))
        .node("Mul", "m", List.of("hidden", "s"));
    Anatomy anatomy = in(ending(graph, "m", 3));
    assertThat(prunable(anatomy)).containsExactly("fc unit 3");
    assertThat(constants(anatomy)).contains("fc.w[1]: 0 1 2", "v[1]: 0 1 2");
  }

  /** torch: x.view(x.size(0), -1), where the batch is measured. */
  @Test
  void aFlattenWithAMeasuredBatch() {
    ModelBuilder graph = image();
    conv(graph, "conv", "x", 1, 3);
    sizes(graph, "zero", 0);
    sizes(graph, "rest", -1);
    graph
        .constant("first", io.secateur.model.Tensor.of(new long[0], 0L))
        .node("Shape", "shape", List.of("conv"))
        .node("Gather", "batch", List.of("shape", "first"), "axis", 0)
        .node("Unsqueeze", "b", List.of("batch", "zero"))
        .node("Concat", "to", List.of("b", "rest"), "axis", 0)
        .node("Reshape", "flat", List.of("conv", "to"));
    Anatomy anatomy = in(ending(graph, "flat", 48));
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(sizes(anatomy)).isEmpty();
  }

  /** The same, but with the features written as a number: it follows the channels. */
  @Test
  void aSizeThatIsPartOfAComputedShapeFollowsItsAxis() {
    ModelBuilder graph = image();
    conv(graph, "conv", "x", 1, 3);
    sizes(graph, "zero", 0);
    sizes(graph, "one", 1);
    sizes(graph, "features", 48);
    graph
        .node("Shape", "shape", List.of("x"))
        .node("Slice", "b", List.of("shape", "zero", "one"))
        .node("Concat", "to", List.of("b", "features"), "axis", 0)
        .node("Reshape", "flat", List.of("conv", "to"));
    Anatomy anatomy = in(ending(graph, "flat", 48));
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(sizes(anatomy)).containsExactly("to.1#0 = flat[1]");
  }

  /** Here the measured part has two elements, so the number stands third and not second. */
  @Test
  void aPartOfSeveralMeasuredSizesIsCountedInFull() {
    ModelBuilder graph = graph(-1, 4, 5);
    weights(graph, "w", 5, 6);
    weights(graph, "v", 6, 2);
    sizes(graph, "zero", 0);
    sizes(graph, "two", 2);
    sizes(graph, "features", 6);
    graph
        .node("MatMul", "fc", List.of("x", "w"))
        .node("Shape", "shape", List.of("x"))
        .node("Slice", "outer", List.of("shape", "zero", "two"))
        .node("Concat", "to", List.of("outer", "features"), "axis", 0)
        .node("Reshape", "same", List.of("fc", "to"))
        .node("MatMul", "out", List.of("same", "v"))
        .output("out", ElementType.FLOAT, -1, 4, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(pinned(anatomy)).hasSize(1);
    assertThat(prunable(anatomy)).containsExactly("fc unit 6");
    assertThat(sizes(anatomy)).containsExactly("to.1#0 = same[2]");
  }
}
