package io.secateur.anatomy;

import static io.secateur.anatomy.Found.constants;
import static io.secateur.anatomy.Found.ending;
import static io.secateur.anatomy.Found.graph;
import static io.secateur.anatomy.Found.in;
import static io.secateur.anatomy.Found.prunable;
import static io.secateur.anatomy.Found.sites;
import static io.secateur.anatomy.Found.sizes;
import static io.secateur.anatomy.Found.weights;
import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.model.ElementType;
import io.secateur.model.ModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers of channels, and how they become features. */
class ConvolutionLayersTest {
  /** (batch, 1, 6, 6) -> conv of 3 channels, padded -> (batch, 3, 6, 6). */
  private static ModelBuilder conv() {
    ModelBuilder graph = graph(-1, 1, 6, 6);
    weights(graph, "k", 3, 1, 3, 3);
    weights(graph, "kb", 3);
    return graph.node("Conv", "conv", List.of("x", "k", "kb"), "pads", new long[] {1, 1, 1, 1});
  }

  private static void norm(ModelBuilder graph, String of, int channels) {
    for (String p : List.of("scale", "bias", "mean", "var")) {
      weights(graph, of + "." + p, channels);
    }
    graph.node(
        "BatchNormalization",
        of + ".norm",
        List.of(of, of + ".scale", of + ".bias", of + ".mean", of + ".var"));
  }

  @Test
  void throughNormalizationPoolsAndFlattenToAGemm() {
    ModelBuilder graph = conv();
    norm(graph, "conv", 3);
    graph
        .node("Relu", "r", List.of("conv.norm"))
        .node(
            "MaxPool",
            "p",
            List.of("r"),
            "kernel_shape",
            new long[] {3, 3},
            "strides",
            new long[] {3, 3})
        .node("AveragePool", "q", List.of("p"), "kernel_shape", new long[] {2, 1})
        .node("Flatten", "flat", List.of("q")); // (batch, 3, 1, 2) -> (batch, 6)
    Anatomy anatomy = in(ending(graph, "flat", 6));
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: 0 0 1 1 2 2");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder(
            "k[0]: 0 1 2",
            "kb[0]: 0 1 2",
            "conv.scale[0]: 0 1 2",
            "conv.bias[0]: 0 1 2",
            "conv.mean[0]: 0 1 2",
            "conv.var[0]: 0 1 2",
            "out.w[0]: 0 0 1 1 2 2");
  }

  /**
   * A bias of (3, 1, 1) lies on the channels, and one of (6) on the columns, which are no neurons.
   */
  @Test
  void aBiasLiesOnTheAxisThatBroadcastingGivesIt() {
    ModelBuilder graph = conv();
    weights(graph, "b", 3, 1, 1);
    weights(graph, "columns", 6);
    graph
        .node("Add", "a", List.of("conv", "b"))
        .node("Add", "c", List.of("a", "columns"))
        .node("GlobalAveragePool", "g", List.of("c"))
        .node("Flatten", "flat", List.of("g"));
    Anatomy anatomy = in(ending(graph, "flat", 3));
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(constants(anatomy))
        .containsExactlyInAnyOrder("k[0]: 0 1 2", "kb[0]: 0 1 2", "b[0]: 0 1 2", "out.w[0]: 0 1 2");
  }

  @Test
  void aConvolutionReadsTheChannelsOfTheOneBefore() {
    ModelBuilder graph = conv();
    weights(graph, "k2", 2, 3, 3, 3);
    graph
        .node("Relu", "r", List.of("conv"))
        .node("Conv", "conv2", List.of("r", "k2"))
        .node("GlobalMaxPool", "g", List.of("conv2"))
        .node("Flatten", "flat", List.of("g"));
    Anatomy anatomy = in(ending(graph, "flat", 2));
    assertThat(prunable(anatomy)).containsExactly("conv channel 3", "conv2 channel 2");
    assertThat(sites(anatomy)).containsExactly("conv2.0[1]: 0 1 2", "out.0[1]: 3 4");
  }

  /** Channels last before the flatten, as TensorFlow has it: the channel runs fastest. */
  @Test
  void channelsLastThroughTransposeAndReshape() {
    ModelBuilder graph = conv();
    sizes(graph, "shape", -1, 108);
    graph
        .node("Transpose", "t", List.of("conv"), "perm", new long[] {0, 2, 3, 1})
        .node("Reshape", "flat", List.of("t", "shape"));
    Anatomy anatomy = in(ending(graph, "flat", 108));
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(sites(anatomy)).hasSize(1);
    assertThat(sites(anatomy).get(0)).startsWith("out.0[1]: 0 1 2 0 1 2 0 1 2");
    assertThat(Found.sizes(anatomy)).containsExactly("flat.1#1 = flat[1]");
  }

  /** Weights (3, 2, 2, 2) that a Reshape node makes into (12, 2), as CNTK has it. */
  @Test
  void weightsThatPassThroughAReshape() {
    ModelBuilder graph = conv();
    weights(graph, "w", 3, 2, 2, 2);
    sizes(graph, "wide", 12, 2);
    sizes(graph, "flat", 1, 12);
    graph
        .node(
            "MaxPool",
            "p",
            List.of("conv"),
            "kernel_shape",
            new long[] {3, 3},
            "strides",
            new long[] {3, 3})
        .node("Reshape", "features", List.of("p", "flat"))
        .node("Reshape", "matrix", List.of("w", "wide"))
        .node("MatMul", "out", List.of("features", "matrix"))
        .output("out", ElementType.FLOAT, -1, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(sites(anatomy)).containsExactly("out.0[1]: 0 0 0 0 1 1 1 1 2 2 2 2");
    assertThat(constants(anatomy)).contains("w[0]: 0 1 2");
    assertThat(Found.sizes(anatomy))
        .contains("features.1#1 = features[1]", "matrix.1#0 = matrix[0]");
  }

  /** The same with the channels last: here the third axis of the weights carries the neurons. */
  @Test
  void channelsLastWeightsThatPassThroughAReshape() {
    ModelBuilder graph = conv();
    weights(graph, "w", 2, 2, 3, 2);
    sizes(graph, "wide", 12, 2);
    graph
        .node(
            "MaxPool",
            "p",
            List.of("conv"),
            "kernel_shape",
            new long[] {3, 3},
            "strides",
            new long[] {3, 3})
        .node("Transpose", "t", List.of("p"), "perm", new long[] {0, 2, 3, 1})
        .node("Flatten", "features", List.of("t"))
        .node("Reshape", "matrix", List.of("w", "wide"))
        .node("MatMul", "out", List.of("features", "matrix"))
        .output("out", ElementType.FLOAT, -1, 2);
    Anatomy anatomy = in(graph.build().graph());
    assertThat(prunable(anatomy)).containsExactly("conv channel 3");
    assertThat(constants(anatomy)).contains("w[2]: 0 1 2");
  }

  /**
   * A convolution over time, (batch, 2, 9), which a Conv of two dimensions does on (batch, 2, 1,
   * 9).
   */
  @Test
  void oneDimensionThroughUnsqueezeAndSqueeze() {
    ModelBuilder graph = graph(-1, 2, 9);
    weights(graph, "k", 4, 2, 1, 3);
    weights(graph, "k2", 3, 4, 3);
    sizes(graph, "two", 2);
    graph
        .node("Unsqueeze", "u", List.of("x", "two"))
        .node("Conv", "conv", List.of("u", "k"))
        .node("Squeeze", "s", List.of("conv", "two"))
        .node("Relu", "r", List.of("s"))
        .node("Conv", "conv2", List.of("r", "k2"))
        .node("GlobalAveragePool", "g", List.of("conv2"))
        .node("Flatten", "flat", List.of("g"));
    Anatomy anatomy = in(ending(graph, "flat", 3));
    assertThat(prunable(anatomy)).containsExactly("conv channel 4", "conv2 channel 3");
    assertThat(sites(anatomy)).containsExactly("conv2.0[1]: 0 1 2 3", "out.0[1]: 4 5 6");
  }
}
