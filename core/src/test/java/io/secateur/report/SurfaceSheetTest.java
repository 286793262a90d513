package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.compare.Sweep;
import io.secateur.report.page.Surfaces;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceSheetTest {
  private static final double[] GAINS = {0, 1, 10};

  private static String drawn(double... errors) {
    Surfaces.Line line = new Surfaces.Line("hidden:3", 20, errors);
    Surfaces.Run run = new Surfaces.Run("first < order", List.of(line));
    return new SurfaceSheet(new Surfaces("", "", "squared", GAINS, List.of(run)), 0).svg();
  }

  /** By hand: gains from 0 at 62 to 10 at 418; errors from 334 up to 64, 0 or 1 to 100. */
  @Test
  void bothPanelsGoThroughTheErrors() {
    String svg = drawn(100, 1, 10);
    assertThat(Drawn.paths(svg, "line c0"))
        .contains(
            "M62.0 64.0L97.6 331.3L418.0 307.0", // linear
            "M492.0 64.0L527.6 334.0L848.0 199.0"); // a tenth is halfway between 1 and 100
    assertThat(Drawn.paths(svg, "alarm")).containsExactly("M97.6 64V334", "M527.6 64V334");
    assertThat(svg).contains("first &lt; order", "20 gone");
  }

  @Test
  void whatHasNoPlaceIsLeftOut() {
    String svg = drawn(0, Double.POSITIVE_INFINITY, 5);
    assertThat(svg).doesNotContain("NaN", "Infinity");
    assertThat(Drawn.paths(svg, "line c0")).contains("M62.0 334.0M418.0 64.0");
  }

  @Test
  void thePapersSweepIsThinnedToItsEnds() {
    double[] gains = Surfaces.places(Sweep.PAPER.values());
    assertThat(gains).hasSizeBetween(300, 500).startsWith(0).endsWith(10);
    assertThat(gains).contains(1);
  }
}
