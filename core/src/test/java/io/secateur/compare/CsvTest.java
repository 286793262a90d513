package io.secateur.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.engine.Evaluation;
import io.secateur.search.Order;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.SmallPruning;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.RELU, Unit.SIGMOID, 5, 2, 3);
  private static final Samples DATA = Samples.random(4, 20, 3, 5);

  @Test
  void aCurveByHand(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("curves.csv");
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      var neuron = lab.network().anatomy().neurons().get(1);
      Curve curve =
          new Curve(
              Method.of("first-order", Order.SINGLE),
              new Evaluation(20, 2.5, 0.5),
              Double.NaN,
              List.of(new Curve.Point(1, neuron, -0.25, 2, 0.75, Double.NaN, 0.125, 3)),
              "done",
              true);
      Csv.curves(List.of(curve), file);
    }
    String[] lines = Files.readString(file).split("\r\n", -1);
    assertThat(lines)
        .containsExactly(
            String.join(
                ",",
                "criterion,order,removed,layer,neuron,predicted,measured,error,accuracy",
                "holdout_accuracy,seconds,passes"),
            "first-order,single,0,,,,,2.5,0.5,,0.0,0.0",
            "first-order,single,1,layer1,1,-0.25,-0.5,2.0,0.75,,0.125,3.0",
            "");
    assertThat(SmallPruning.names(folder)).containsExactly("curves.csv"); // no other name is left
  }

  /** A comma, quotes and line breaks in a name. */
  @Test
  void namesAreQuotedWhereTheyMust(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ranks.csv");
    RankQuality quality =
        new RankQuality("a \"b\", c", "x\ny", 3, 0.5, 7, 0.25, Double.NaN, 0, 7, 1.5);
    Csv.qualities(List.of(quality), file);
    assertThat(Files.readString(file))
        .endsWith("\r\n\"a \"\"b\"\", c\",\"x\ny\",3,0.5,7,0.25,,0.0,7.0,1.5\r\n");
  }

  @Test
  void tablesHaveARowForEachThing(@TempDir Path folder) throws IOException {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      var open = lab.network().anatomy().open();
      var neuron = lab.network().anatomy().neurons().get(0);
      Surface surface = Surface.of(lab.objective(), open, neuron, new Sweep(0, 1, 0.5));
      Csv.surfaces(List.of(surface), folder.resolve("s.csv"));
      List<String> lines = Files.readAllLines(folder.resolve("s.csv"));
      assertThat(lines).hasSize(4);
      assertThat(lines.get(2)).isEqualTo("layer1,0,0,0.5," + surface.errors()[1]);

      Pairs pairs = Pairs.of(lab.objective(), open, new int[] {0, 1}, share -> {}, () -> false);
      assertThat(pairs).isNotNull();
      Csv.pairs(pairs, folder.resolve("p.csv"));
      lines = Files.readAllLines(folder.resolve("p.csv"));
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1))
          .startsWith("layer1,0,layer1,1,")
          .endsWith("," + pairs.interaction(0, 1));

      Csv.profiles(Profiles.of(lab.objective(), open), folder.resolve("n.csv"));
      lines = Files.readAllLines(folder.resolve("n.csv"));
      assertThat(lines).hasSize(3);
      String header = lines.get(0);
      assertThat(lines.get(2).split(",", -1)).hasSameSizeAs(header.split(",", -1));
    }
  }
}
