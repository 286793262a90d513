package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.engine.Network;
import io.secateur.model.ElementType;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.report.page.Portrait.Looks;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Unit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirstWeightsTest {
  private static Map<Integer, Looks> looks(PlainMlp net) {
    try (Network network = Network.of(net.model().graph(), Map.of())) {
      return FirstWeights.of(network);
    }
  }

  @Test
  void theFirstLayerOfASquareInputIsASquareOfItsWeights() {
    PlainMlp net = PlainMlp.random(3, Unit.RELU, Unit.LINEAR, 25, 4, 16, 2);
    Map<Integer, Looks> looks = looks(net);
    assertThat(looks).containsOnlyKeys(0, 1, 2, 3);
    for (int k = 0; k < 4; k++) {
      Looks one = Objects.requireNonNull(looks.get(k));
      assertThat(one.height()).isEqualTo(5);
      assertThat(one.width()).isEqualTo(5);
      assertThat(one.channels()).isEqualTo(1);
      double[] weights = net.weights()[0][k];
      for (int i = 0; i < 25; i++) {
        assertThat(one.most() * one.parts()[i] / 127)
            .isCloseTo(weights[i], within(one.most() / 254 * 1.0001)); // half a step of a byte
      }
    }
  }

  @Test
  void threeSquaresAreColours() {
    Map<Integer, Looks> looks = looks(PlainMlp.random(3, Unit.RELU, Unit.LINEAR, 48, 2, 2));
    assertThat(Objects.requireNonNull(looks.get(1)).channels()).isEqualTo(3);
    assertThat(Objects.requireNonNull(looks.get(1)).width()).isEqualTo(4);
  }

  /** Channels come last, as from TensorFlow, and are turned before the convolution. */
  @Test
  void aChannelLooksThroughItsKernel() {
    float[] kernel = new float[18];
    for (int i = 0; i < 18; i++) {
      kernel[i] = i - 6;
    }
    Model model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4, 4, 1)
            .constant("k", Tensor.of(new long[] {2, 1, 3, 3}, kernel))
            .constant("w", Tensor.of(new long[] {8, 2}, new float[16]))
            .node("Transpose", "t", List.of("x"), "perm", new long[] {0, 3, 1, 2})
            .node("Conv", "c", List.of("t", "k"))
            .node("Relu", "r", List.of("c"))
            .node("Flatten", "f", List.of("r"))
            .node("MatMul", "y", List.of("f", "w"))
            .output("y", ElementType.FLOAT, -1, 2)
            .build();
    try (Network network = Network.of(model.graph(), Map.of())) {
      Looks second = Objects.requireNonNull(FirstWeights.of(network).get(1));
      assertThat(second.height()).isEqualTo(3);
      assertThat(second.most()).isEqualTo(11);
      assertThat(second.parts()[0]).isEqualTo((byte) Math.round(127 * 3 / 11.0));
      assertThat(second.parts()[8]).isEqualTo((byte) 127);
    }
  }

  @Test
  void aFewNumbersAreNoPicture() {
    assertThat(looks(PlainMlp.random(3, Unit.RELU, Unit.LINEAR, 4, 5, 2))).isEmpty();
    assertThat(looks(PlainMlp.random(3, Unit.RELU, Unit.LINEAR, 26, 5, 2))).isEmpty();
  }
}
