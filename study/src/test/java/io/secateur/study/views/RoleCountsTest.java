package io.secateur.study.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.model.UnusableException;
import io.secateur.report.page.Pairs;
import io.secateur.report.page.Surfaces;
import io.secateur.report.page.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept comes back as it was. */
class RoleCountsTest {
  @TempDir private Path folder;

  @Test
  void countsComeBack() {
    assertThat(RoleCounts.read(folder)).isNull();
    RoleCounts counts = new RoleCounts(100, 60, 12, 7, 31, 2, 9, 6, 812.5, -0.25);
    counts.keep(folder);
    assertThat(RoleCounts.read(folder)).isEqualTo(counts);
  }

  @Test
  void sectionsComeBack() {
    double[][] interactions = {{Double.NaN, -1.5}, {-1.5, Double.NaN}};
    Pairs pairs =
        new Pairs(
            "a",
            "b",
            List.of("h:0", "h:1"),
            interactions,
            List.of(new Pairs.Group("cancelling", List.of("h:0", "h:1"), "half")));
    Path file = folder.resolve("s.json");
    SectionFile.keep(pairs, file);
    Pairs back = SectionFile.read(file, Pairs.class);
    assertThat(back)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(pairs);

    Walk.Station station =
        new Walk.Station(0, 2, 10, 20, 1e-30, Double.NaN, null, new byte[] {-127, 0, 5});
    Walk walk =
        new Walk(
            "w",
            "",
            "squared",
            List.of(new Walk.Layer("h", 2)),
            List.of(new Walk.Path("brute-force", new int[] {2, 1}, List.of(station))),
            List.of(),
            null,
            List.of("0", "1"));
    SectionFile.keep(walk, file);
    assertThat(SectionFile.read(file, Walk.class))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(walk);

    Surfaces surfaces =
        new Surfaces(
            "s",
            "",
            "squared",
            new double[] {0, 1},
            List.of(
                new Surfaces.Run(
                    "x",
                    List.of(
                        new Surfaces.Line(
                            "h:0", 10, new double[] {3, Double.POSITIVE_INFINITY})))));
    SectionFile.keep(surfaces, file);
    assertThat(SectionFile.read(file, Surfaces.class))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(surfaces);
  }

  @Test
  void whatIsBrokenIsNamed() throws IOException {
    Files.writeString(folder.resolve("roles.csv"), "nothing\n");
    assertThatThrownBy(() -> RoleCounts.read(folder))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("roles.csv");
    Path file = folder.resolve("walk.section.json");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> Kept.walk(folder))
        .isInstanceOf(UnusableException.class)
        .hasMessageContaining("walk.section.json");
  }
}
