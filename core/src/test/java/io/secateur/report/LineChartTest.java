package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.report.page.Curves;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class LineChartTest {
  private static final double[] NONE = {Double.NaN};

  private static Curves curves(double[]... seeds) {
    List<Curves.Line.Trace> traces =
        Arrays.stream(seeds).map(s -> new Curves.Line.Trace(s, NONE)).toList();
    return new Curves("", "", "squared", 4, List.of(Curves.Line.of("a < b", traces)));
  }

  private static Element path(String svg, String look)
      throws ParserConfigurationException, IOException, SAXException {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .contains("removed neurons");
    NodeList paths = document.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      if (path.getAttribute("class").equals(look)) {
        return path;
      }
    }
    throw new AssertionError("no " + look + " in " + svg);
  }

  /** The axes go from 64 to 702 and from 334 up to 52; 4 neurons, errors from 0 to 100. */
  @Test
  void aLineGoesThroughItsPoints() throws Exception {
    String svg =
        new LineChart(curves(new double[] {0, 25, 100, 50, 50}), LineChart.Measure.ERROR).svg();
    assertThat(path(svg, "line c0 d0").getAttribute("d"))
        .isEqualTo("M64.0 334.0L223.5 263.5L383.0 52.0L542.5 193.0L702.0 193.0");
    assertThat(svg).contains("a &lt; b").doesNotContain("class=\"band");
  }

  @Test
  void aBandGoesOverAndBack() throws Exception {
    String svg =
        new LineChart(curves(new double[] {0, 100}, new double[] {0, 50}), LineChart.Measure.ERROR)
            .svg();
    assertThat(path(svg, "band c0").getAttribute("d"))
        .isEqualTo("M64.0 334.0L223.5 52.0L223.5 193.0L64.0 334.0Z");
    assertThat(path(svg, "line c0 d0").getAttribute("d")).isEqualTo("M64.0 334.0L223.5 122.5");
  }

  @Test
  void aLogarithmicAxisHasEqualRatios() throws Exception {
    String svg =
        new LineChart(curves(new double[] {1, 10, 100}), LineChart.Measure.LOG_ERROR).svg();
    assertThat(path(svg, "line c0 d0").getAttribute("d"))
        .isEqualTo("M64.0 334.0L223.5 193.0L383.0 52.0");
  }

  @Test
  void ticksAreRound() {
    assertThat(Axis.linear(0, 100).ticks()).containsExactly(0, 20, 40, 60, 80, 100);
    assertThat(Axis.linear(0, 7).ticks()).containsExactly(0, 2, 4, 6, 8);
    assertThat(Axis.logarithmic(0.03, 4000).ticks())
        .containsExactly(0.01, 0.1, 1, 10, 100, 1000, 10000);
    assertThat(Axis.logarithmic(9, 23).ticks()).containsExactly(5, 10, 20, 50);
    assertThat(Axis.logarithmic(91, 99).ticks()).containsExactly(90, 92, 94, 96, 98, 100);
    assertThat(Axis.linear(3, 3).ticks().length).isGreaterThan(1);
  }

  @Test
  void accuracyNeedsClasses() {
    assertThatThrownBy(() -> new LineChart(curves(new double[] {1}), LineChart.Measure.ACCURACY))
        .hasMessageContaining("tells no classes");
  }
}
