package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.engine.Network;
import io.secateur.report.page.Portrait.Looks;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Unit;
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
      assertThat(one.weights()).containsExactly(net.weights()[0][k]);
    }
  }

  @Test
  void threeSquaresAreColours() {
    Map<Integer, Looks> looks = looks(PlainMlp.random(3, Unit.RELU, Unit.LINEAR, 48, 2, 2));
    assertThat(Objects.requireNonNull(looks.get(1)).channels()).isEqualTo(3);
    assertThat(Objects.requireNonNull(looks.get(1)).width()).isEqualTo(4);
  }

  @Test
  void aFewNumbersAreNoPicture() {
    assertThat(looks(PlainMlp.random(3, Unit.RELU, Unit.LINEAR, 4, 5, 2))).isEmpty();
    assertThat(looks(PlainMlp.random(3, Unit.RELU, Unit.LINEAR, 26, 5, 2))).isEmpty();
  }
}
