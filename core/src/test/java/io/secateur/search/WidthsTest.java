package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.anatomy.Anatomy;
import io.secateur.model.UnusableException;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Widths as they are written, and what they are of a network of 30, 10 and 4 neurons. */
class WidthsTest {
  private static Map<String, Integer> of(String text, String... except) {
    PlainMlp net = PlainMlp.random(1, Unit.RELU, Unit.LINEAR, 5, 30, 10, 4, 3);
    try (Lab lab = Lab.of(net, Samples.random(1, 3, 3, 5), Loss.SQUARED)) {
      Anatomy anatomy = lab.network().anatomy();
      return Widths.parse(text).of(anatomy, new Scope(List.of(), List.of(except)).of(anatomy));
    }
  }

  @Test
  void inTheGraphsOrder() {
    assertThat(of("9,50%,4")).isEqualTo(Map.of("layer1", 9, "layer2", 5, "layer3", 4));
    assertThat(of("9,1", "layer2")).isEqualTo(Map.of("layer1", 9, "layer3", 1));
  }

  @Test
  void oneShareForAll() {
    assertThat(of("45%")).isEqualTo(Map.of("layer1", 14, "layer2", 5, "layer3", 2));
    assertThat(of("1%")).isEqualTo(Map.of("layer1", 1, "layer2", 1, "layer3", 1));
  }

  @Test
  void byName() {
    assertThat(of("layer2=7")).isEqualTo(Map.of("layer1", 30, "layer2", 7, "layer3", 4));
    assertThat(of("layer?=50%,layer1=3")).isEqualTo(Map.of("layer1", 3, "layer2", 5, "layer3", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"90,30", "60%", "fc1=90,/a=b=50%"})
  void asTheyAreWritten(String text) {
    assertThat(Widths.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "90,        | --widths must be a whole number such as 120 or a share such as 40%, not ''",
        "a          | --widths must be a whole number such as 120 or a share such as 40%, not 'a'",
        "a=-1       | --widths must be a whole number such as 120 or a share such as 40%, not '-1'",
        "=3         | --widths needs a layer's name before '=3'",
        "90,0       | --widths must be at least 1, not '0'",
        "a=0%       | --widths must be at least 1, not 'a=0%'",
        "a=3,4      | --widths must name all of its layers or none, not some: 'a=3,4'",
      })
  void whatIsNotOne(String text, String sentence) {
    assertThatThrownBy(() -> Widths.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3,4 | --widths must be 3, one for each layer that may lose neurons, not 2; the layers are"
            + " layer1 (30), layer2 (10), layer3 (4)",
        "30,11,4 | --widths '11' is more than the 10 neurons that 'layer2' has; give at most as many",
        "layer4=1 | --widths 'layer4=1' names no layer that may lose neurons; the layers are"
            + " layer1 (30), layer2 (10), layer3 (4)",
      })
  void whatANetworkHasNot(String text, String sentence) {
    assertThatThrownBy(() -> of(text)).isInstanceOf(UnusableException.class).hasMessage(sentence);
  }

  @Test
  void aLayerThatIsLeftOut() {
    assertThatThrownBy(() -> of("layer2=3", "layer2"))
        .hasMessageContaining("names no layer that may lose neurons; the layers are layer1 (30),");
  }
}
