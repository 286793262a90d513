package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times by width, worked by hand. */
class LatencyTableTest {
  private static double millis(Map<Integer, Double> measured, int width) {
    return new LatencyTable(Map.of("fc", measured)).millis("fc", width);
  }

  @Test
  void inBetweenItIsLinear() {
    Map<Integer, Double> measured = Map.of(1, 1.0, 5, 3.0, 10, 4.0);
    assertThat(millis(measured, 1)).isEqualTo(1.0);
    assertThat(millis(measured, 4)).isCloseTo(2.5, within(1e-12));
    assertThat(millis(measured, 5)).isEqualTo(3.0);
    assertThat(millis(measured, 7)).isCloseTo(3.4, within(1e-12));
    assertThat(millis(measured, 10)).isEqualTo(4.0);
  }

  /** 5, 3 and 4 become three times 4; 9 and 7 twice 8. */
  @Test
  void aWiderLayerIsNeverFaster() {
    Map<Integer, Double> measured = Map.of(1, 5.0, 2, 3.0, 3, 4.0, 4, 9.0, 6, 7.0, 8, 10.0);
    assertThat(millis(measured, 1)).isEqualTo(4.0);
    assertThat(millis(measured, 2)).isEqualTo(4.0);
    assertThat(millis(measured, 3)).isEqualTo(4.0);
    assertThat(millis(measured, 4)).isEqualTo(8.0);
    assertThat(millis(measured, 5)).isEqualTo(8.0);
    assertThat(millis(measured, 8)).isEqualTo(10.0);
  }

  @Test
  void whatItKnows() {
    LatencyTable table = new LatencyTable(Map.of("fc", Map.of(1, 1.0, 5, 3.0)));
    assertThat(table.covers("fc", 5)).isTrue();
    assertThat(table.covers("fc", 6)).isFalse();
    assertThat(table.covers("conv", 1)).isFalse();
    assertThat(table.measured()).isEqualTo(Map.of("fc", Map.of(1, 1.0, 5, 3.0)));
  }

  @Test
  void whatIsNoTime() {
    List<Map<Integer, Double>> none = List.of(Map.of(), Map.of(1, -1.0), Map.of(1, Double.NaN));
    for (Map<Integer, Double> wrong : none) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> millis(wrong, 1))
          .withMessage("no times are known of layer 'fc'");
    }
  }
}
