package io.secateur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataOptionsTest {
  private static void refused(
      String source,
      long skip,
      long take,
      double scale,
      List<Double> mean,
      List<Double> std,
      String sentence) {
    assertThatThrownBy(() -> new DataOptions(source, skip, take, scale, mean, std))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void saysWhatIsWrongInTheWordsOfTheFlags() {
    List<Double> none = List.of();
    refused(" ", 0, 1, 1, none, none, "--data must name a file");
    refused("a", -1, 1, 1, none, none, "--skip must be at least 0, not -1");
    refused("a", 0, 0, 1, none, none, "--take must be at least 1, not 0");
    refused("a", 0, 1, 0, none, none, "--scale must be a number other than 0, not 0.0");
    refused("a", 0, 1, Double.NaN, none, none, "--scale must be a number other than 0, not NaN");
    refused("a", 0, 1, 1, List.of(1.0, Double.NaN), none, "--mean must be numbers, not NaN");
    refused("a", 0, 1, 1, none, List.of(0.0), "--std must be numbers other than 0, not 0.0");
    refused(
        "a",
        0,
        1,
        1,
        none,
        List.of(Double.POSITIVE_INFINITY),
        "--std must be numbers other than 0, not Infinity");
    refused(
        "a",
        0,
        1,
        1,
        List.of(1.0),
        List.of(1.0, 2.0),
        "--mean and --std must have equally many values, not 1 and 2");
  }

  @Test
  void takesEverythingAsItIsIfNothingElseIsSaid() {
    assertThat(DataOptions.of("a,b"))
        .isEqualTo(new DataOptions("a,b", 0, Long.MAX_VALUE, 1, List.of(), List.of()));
    assertThat(new DataOptions("a", 0, 1, 1, List.of(1.0), List.of()).std()).isEmpty();
  }
}
