package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.data.NoTargets;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.errors.OutputKind;
import io.secateur.engine.kernels.Activation;
import io.secateur.model.Model;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far back from its end a network is a chain of dense layers. */
class DenseTailTest {
  private final Sketch net = new Sketch(new Random(1), -1, 3);

  @Test
  void aChainIsDenseFromItsInputOn() {
    net.gemm("g1", "x", 3, 4);
    net.node("Sigmoid", "a1", "g1");
    net.gemm("g2", "a1", 4, 5);
    net.node("Relu", "a2", "g2");
    net.gemm("g3", "a2", 5, 6);
    net.node("Tanh", "a3", "g3");
    net.gemm("g4", "a3", 6, 2);
    DenseTail tail = Tails.of(net.ends("g4", -1, 2));
    assertThat(tail.boundary()).isEqualTo("x");
    assertThat(tail.hasStem()).isTrue();
    assertThat(tail.layers()).extracting(DenseLayer::in).containsExactly(3, 4, 5, 6);
    assertThat(tail.layers()).extracting(DenseLayer::out).containsExactly(4, 5, 6, 2);
    assertThat(tail.layers())
        .extracting(DenseLayer::activation)
        .containsExactly(Activation.SIGMOID, Activation.RELU, Activation.TANH, Activation.IDENTITY);
    assertThat(tail.layers())
        .extracting(DenseLayer::neurons)
        .containsExactly(
            new int[] {-1, -1, -1},
            new int[] {0, 1, 2, 3},
            new int[] {4, 5, 6, 7, 8},
            new int[] {9, 10, 11, 12, 13, 14});
  }

  /** ONNX's slope is 0.01 where none is given. */
  @Test
  void leakySlopesAreKept() {
    net.gemm("g1", "x", 3, 4);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "a1", 4, 5);
    net.node("LeakyRelu", "a2", "g2", "alpha", 0.3f);
    net.gemm("g3", "a2", 5, 6);
    net.node("LeakyRelu", "a3", "g3");
    net.gemm("g4", "a3", 6, 2);
    DenseTail tail = Tails.of(net.ends("g4", -1, 2));
    assertThat(tail.layers())
        .extracting(DenseLayer::activation)
        .startsWith(Activation.RELU, Activation.LEAKY_RELU, Activation.LEAKY_RELU);
    assertThat(tail.layers()).extracting(DenseLayer::slope).startsWith(0.01f, 0.3f, 0.01f);
  }

  /** The last activation counts where it makes probabilities that are compared with targets. */
  @ParameterizedTest
  @CsvSource({
    "Softmax, IDENTITY",
    "LogSoftmax, IDENTITY",
    "Sigmoid, SIGMOID",
    "Identity, IDENTITY",
    "Flatten, IDENTITY"
  })
  void ends(String op, Activation last) {
    DenseTail tail = Tails.of(ending(op));
    assertThat(tail.boundary()).isEqualTo("x");
    assertThat(tail.layers())
        .extracting(DenseLayer::activation)
        .containsExactly(Activation.RELU, last);
  }

  /** Which error the kernels compute: none where they do not know what the outputs are. */
  @ParameterizedTest
  @CsvSource({
    "Identity, 3, squared, SQUARED, IDENTITY",
    "Sigmoid, 3, squared, SQUARED, SIGMOID",
    "Softmax, 3, squared, BRIER, IDENTITY",
    "LogSoftmax, 3, squared,,",
    "Tanh, 3, squared,,",
    "Relu, 3, squared,,",
    "Identity, 3, brier, BRIER, IDENTITY",
    "Identity, 1, brier, SQUARED, SIGMOID",
    "Sigmoid, 3, brier, SQUARED, SIGMOID",
    "LogSoftmax, 3, brier, BRIER, IDENTITY",
    "Sigmoid, 3, mistakes, MISTAKES, IDENTITY",
    "Tanh, 3, mistakes,,",
    "Identity, 3, cross-entropy, CATEGORICAL, IDENTITY",
    "Identity, 1, cross-entropy, BERNOULLI, IDENTITY",
    "Sigmoid, 3, cross-entropy, BERNOULLI, IDENTITY",
    "Softmax, 3, cross-entropy, CATEGORICAL, IDENTITY",
    "LogSoftmax, 3, cross-entropy, CATEGORICAL, IDENTITY",
    "Identity, 3, kl, DIVERGENCE, IDENTITY",
    "Softmax, 3, kl, DIVERGENCE, IDENTITY",
    "Sigmoid, 3, kl,,"
  })
  void errors(String op, int outputs, String word, @Nullable String kind, @Nullable String output) {
    net.gemm("g1", "x", 3, 4);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "a1", 4, outputs);
    net.node(op, "y", "g2");
    try (Network network = Network.of(net.ends("y", -1, outputs).graph(), Map.of())) {
      DenseTail tail = Tails.of(network);
      DenseError error =
          DenseError.of(
              network, tail, ErrorChoice.of(word, OutputKind.LINEAR, NoTargets.NONE).measure());
      if (kind == null || output == null) {
        assertThat(error).isNull();
      } else {
        assertThat(error)
            .isEqualTo(
                new DenseError(
                    DenseError.Kind.valueOf(kind), Activation.valueOf(output), 0, outputs));
      }
    }
  }

  /** What only carries values along may stand between two layers, and several of them. */
  @ParameterizedTest
  @ValueSource(strings = {"Dropout", "Identity", "Flatten"})
  void carriersAreLookedThrough(String op) {
    net.gemm("g1", "x", 3, 4);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "a1", 4, 5);
    net.node(op, "before", "g2");
    net.node("Relu", "a2", "before");
    net.node(op, "c1", "a2");
    net.node(op, "c2", "c1");
    net.gemm("g3", "c2", 5, 2);
    DenseTail tail = Tails.of(net.ends("g3", -1, 2));
    assertThat(tail.boundary()).isEqualTo("x");
    assertThat(tail.layers()).extracting(DenseLayer::out).containsExactly(4, 5, 2);
  }

  /** A flattened channel has a column for each of its pixels. */
  @Test
  void channelsAreColumnsSideBySide() {
    Sketch images = new Sketch(new Random(2), -1, 2, 4, 4);
    images.conv("c1", "x", 2, 3, 3);
    images.node("Relu", "r1", "c1");
    images.node(
        "MaxPool", "p1", "r1", "kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2});
    images.node("Flatten", "f", "p1");
    images.gemm("g1", "f", 12, 5);
    images.node("Relu", "a1", "g1");
    images.gemm("g2", "a1", 5, 2);
    try (Network network = Network.of(images.ends("g2", -1, 2).graph(), Map.of())) {
      DenseTail tail = Tails.of(network);
      assertThat(tail.boundary()).isEqualTo("f");
      assertThat(tail.layers().get(0).neurons())
          .containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
      assertThat(tail.layers().get(1).neurons()).containsExactly(3, 4, 5, 6, 7);
      assertThat(tail.neurons(network.anatomy().gateSites()))
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }
  }

  /** Only what the network is given is read past it. */
  @Test
  void whatTheNetworkMakesIsReadFromIt() {
    net.node("Cast", "s", "x", "to", 1L);
    net.gemm("g1", "s", 3, 4);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "a1", 4, 2);
    DenseTail tail = Tails.of(net.ends("g2", -1, 2));
    assertThat(tail.boundary()).isEqualTo("a1");
    assertThat(tail.hasStem()).isFalse();
  }

  /** Channels that another convolution reads are upstream. */
  @Test
  void whatConvolutionsReadIsNotInside() {
    Sketch images = new Sketch(new Random(2), -1, 1, 4, 4);
    images.conv("c1", "x", 1, 3, 3);
    images.node("Relu", "r1", "c1");
    images.conv("c2", "r1", 3, 2, 3);
    images.node("Relu", "r2", "c2");
    images.node("Flatten", "f", "r2");
    images.gemm("g1", "f", 32, 2);
    try (Network network = Network.of(images.ends("g1", -1, 2).graph(), Map.of())) {
      DenseTail tail = Tails.of(network);
      assertThat(tail.neurons(network.anatomy().gateSites())).containsExactlyInAnyOrder(3, 4);
    }
  }

  private Model ending(String op) {
    net.gemm("g1", "x", 3, 4);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "a1", 4, 2);
    net.node(op, "y", List.of("g2"));
    return net.ends("y", -1, 2);
  }
}
