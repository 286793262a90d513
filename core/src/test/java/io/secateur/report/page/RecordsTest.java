package io.secateur.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void aSpreadIsOverTheSeedsThatReachAPlace() {
    Spread spread =
        Spread.of(List.of(new double[] {1, 5, 9}, new double[] {4, 2}, new double[] {2, 8}));
    assertThat(spread.low()).containsExactly(1, 2, 9);
    assertThat(spread.mid()).containsExactly(2, 5, 9);
    assertThat(spread.high()).containsExactly(4, 8, 9);
    assertThat(Spread.of(List.of(new double[] {1}, new double[] {4})).mid()).containsExactly(2.5);
  }

  @Test
  void aLongCurveKeepsItsEnds() {
    double[] error = new double[5001];
    error[5000] = 7;
    double[] none = {Double.NaN};
    Curves.Line line = Curves.Line.of("random", List.of(new Curves.Line.Trace(error, none)));
    assertThat(line.removed()).hasSize(1500).startsWith(0).endsWith(5000).isSorted();
    assertThat(line.error().mid()[1499]).isEqualTo(7);
    assertThat(line.accuracy()).isNull();
  }

  @Test
  void aCurveStandsWhereItWasMeasured() {
    Curves.Line.Trace trace =
        new Curves.Line.Trace(new double[] {3, 1, 2}, new double[] {0.5, 0.75, 0.25});
    Curves.Line line = Curves.Line.of("random", new int[] {0, 53, 106}, List.of(trace));
    assertThat(line.removed()).containsExactly(0, 53, 106);
    assertThat(line.error().mid()).containsExactly(3, 1, 2);
  }

  @Test
  void sharesCountWhatIsGoneOfEachLayer() {
    Walk.Station start = new Walk.Station(0, 5, 1, 1, 0, Double.NaN, null, null);
    Walk.Path path = new Walk.Path("magnitude", new int[] {3, 0, 1, 2, 4}, List.of(start));
    Shares shares =
        Shares.of("", "", List.of(new Walk.Layer("a", 2), new Walk.Layer("b", 3)), List.of(path));
    Shares.Run run = shares.runs().get(0);
    assertThat(run.removed()).containsExactly(0, 1, 2, 3, 4);
    assertThat(run.shares()[0]).containsExactly(0, 0, 0, 0.5, 0.5);
    assertThat(run.shares()[1]).containsExactly(0, 1 / 3.0, 2 / 3.0, 2 / 3.0, 1);
  }

  @Test
  void dataIsShortAndSafe() throws IOException {
    Curves curves =
        new Curves(
            "</script>",
            "",
            "kl",
            2,
            List.of(
                new Curves.Line(
                    "a",
                    1,
                    new int[] {0, 1},
                    new Spread(
                        new double[] {1.0 / 3, Double.NaN},
                        new double[] {1e-12 / 3, 2},
                        new double[] {1, -0.5}),
                    null)));
    String text = PageData.text(new Page("t", "l", List.of(curves), List.of()));
    assertThat(text).doesNotContain("<").contains("[0.333333,null]", "[3.33333E-13,2]");
    JsonNode section = new ObjectMapper().readTree(text).at("/sections/0");
    assertThat(section.get("kind").asText()).isEqualTo("Curves");
    assertThat(section.get("title").asText()).isEqualTo("</script>");
    assertThat(section.at("/lines/0").has("accuracy")).isFalse();
  }

  @Test
  void aPathIsOfAllNeurons() {
    assertThatThrownBy(
            () ->
                new Walk(
                    "",
                    "",
                    "kl",
                    List.of(new Walk.Layer("a", 3)),
                    List.of(new Walk.Path("x", new int[2], List.of())),
                    List.of(),
                    null,
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x' is not one of 3 neurons");
  }
}
