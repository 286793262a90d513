package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.compare.Surface;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.SmallPruning;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurfacePictureTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.RELU, Unit.SIGMOID, 5, 2, 3);

  private static Surface surface(double[] values, double... errors) {
    try (Lab lab = Lab.of(NET, Samples.random(4, 20, 3, 5), Loss.SQUARED)) {
      return new Surface(lab.network().anatomy().neurons().get(1), 7, 10, values, errors);
    }
  }

  /** The line's places, by hand: from 0 at 70 to 2 at 460, from 0 or 10 at 274 to 1000 at 56. */
  @Test
  void theLineGoesThroughTheValues(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("s.svg");
    SurfacePicture.write(surface(new double[] {0, 1, 2}, 1000, 10, 100), file);
    assertThat(SmallPruning.names(folder)).containsExactly("s.svg");
    String svg = Files.readString(file);
    assertThat(Drawn.paths(svg, "line c0 d0"))
        .containsExactly(
            "M70.0 56.0L265.0 271.8L460.0 252.2",
            "M550.0 56.0L745.0 274.0L940.0 165.0"); // logarithmic: 100 is halfway
    assertThat(Drawn.paths(svg, "alarm")).containsExactly("M265.0 56V274", "M745.0 56V274");
  }

  /** An error of 0 has no logarithm, one that is infinite no place; 1 need not be in the range. */
  @Test
  void whatHasNoPlaceIsLeftOut() {
    double[] values = {2, 3, 4, 5};
    String svg = SurfacePicture.text(surface(values, 0, Double.POSITIVE_INFINITY, 1, 1));
    assertThat(svg).doesNotContain("NaN", "Infinity");
    assertThat(Drawn.paths(svg, "alarm")).isEmpty();
    assertThat(Drawn.paths(svg, "line c0 d0").get(0)).startsWith("M").contains("M", "L");
    Drawn.parsed(SurfacePicture.text(surface(values, 3, 3, 3, 3)));
  }

  @Test
  void theFolderMustBeThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("no").resolve("s.svg");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> SurfacePicture.write(surface(new double[] {0, 1}, 1, 2), file))
        .isInstanceOf(io.secateur.model.UnusableException.class)
        .hasMessageContaining("s.svg");
    assertThat(SmallPruning.names(folder)).isEmpty();
  }
}
