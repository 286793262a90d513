package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.report.page.Curves;
import io.secateur.report.page.Walk;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonPictureTest {
  private static Walk.Station station(int removed, double accuracy) {
    byte[] field = {100, -100, -100, -100}; // the second class leads at the least x and y
    return new Walk.Station(removed, 4 - removed, 9, 9, 1, accuracy, null, field);
  }

  private static String svg() {
    double[] errors = {1, 2, 3, 4};
    double[] accuracies = {1, 0.95, 0.9, 0.5};
    Curves.Line line = Curves.Line.of("a < b", List.of(new Curves.Line.Trace(errors, accuracies)));
    Walk.Path path =
        new Walk.Path(
            "a < b",
            new int[] {1, 2, 0, 3},
            List.of(station(0, 1), station(2, 0.9), station(3, 0.5)));
    Walk.Plane plane =
        new Walk.Plane(new double[] {0, 1, 0, 1}, 2, 2, new double[0], new double[0], new int[0]);
    Walk walk =
        new Walk(
            "",
            "",
            "squared",
            List.of(new Walk.Layer("first", 1), new Walk.Layer("second", 3)),
            List.of(path),
            List.of(),
            plane,
            List.of("0", "1"));
    return new ComparisonPicture(new Curves("", "", "squared", 4, List.of(line)), walk).svg();
  }

  private static List<String> paths(String look) {
    return Drawn.paths(svg(), look);
  }

  /** By hand: removed from 0 at 58 to 4 at 474, accuracy from 0.5 at 340 to 1 at 66. */
  @Test
  void curvesGoThroughTheirPoints() {
    assertThat(paths("line c0 d0")).contains("M58.0 66.0L162.0 93.4L266.0 120.8L370.0 340.0");
  }

  /** By hand: the plane is 120 wide at 520, 66; its second class has the lower left quarter. */
  @Test
  void theNetworkIsAsItIsWhenHalfIsGone() {
    assertThat(svg()).contains(">2 gone<", ">accuracy 90.0 %<", ">a &lt; b<", ">second<");
    assertThat(paths("two")).containsExactly("M520.0 126.0h60.0v60.0h-60.0z");
    assertThat(paths("gone").get(0).split("M", -1)).as("hollow cells").hasSize(1 + 2);
    int left = paths("cell").stream().mapToInt(way -> way.split("M", -1).length - 1).sum();
    assertThat(left).isEqualTo(2);
  }
}
