package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.compare.Sweep;
import io.secateur.report.page.Surfaces;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SurfaceSheetTest {
  private static final double[] GAINS = {0, 1, 10};

  private static List<String> paths(String svg, String look) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList all = document.getElementsByTagName("path");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element path = (Element) all.item(i);
      if (path.getAttribute("class").equals(look)) {
        found.add(path.getAttribute("d"));
      }
    }
    return found;
  }

  private static String drawn(double... errors) {
    Surfaces.Line line = new Surfaces.Line("hidden:3", 20, errors);
    Surfaces.Run run = new Surfaces.Run("first < order", List.of(line));
    return new SurfaceSheet(new Surfaces("", "", "squared", GAINS, List.of(run)), 0).svg();
  }

  /** By hand: gains from 0 at 62 to 10 at 418; errors from 334 up to 64, 0 or 1 to 100. */
  @Test
  void bothPanelsGoThroughTheErrors() throws Exception {
    String svg = drawn(100, 1, 10);
    assertThat(paths(svg, "line"))
        .contains(
            "M62.0 64.0L97.6 331.3L418.0 307.0", // linear
            "M62.0 64.0L97.6 334.0L418.0 199.0"); // a tenth is halfway between 1 and 100
    assertThat(paths(svg, "one")).containsExactly("M97.6 64V334", "M97.6 64V334");
    assertThat(svg).contains("first &lt; order", "20 gone");
  }

  @Test
  void whatHasNoPlaceIsLeftOut() throws Exception {
    String svg = drawn(0, Double.POSITIVE_INFINITY, 5);
    assertThat(svg).doesNotContain("NaN", "Infinity");
    assertThat(paths(svg, "line")).contains("M62.0 334.0M418.0 64.0");
  }

  @Test
  void thePapersSweepIsThinnedToItsEnds() {
    double[] gains = Surfaces.places(Sweep.PAPER.values());
    assertThat(gains).hasSizeBetween(300, 500).startsWith(0).endsWith(10);
    assertThat(gains).contains(1);
  }
}
