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
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SurfacePictureTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.RELU, Unit.SIGMOID, 5, 2, 3);

  private static Surface surface(double[] values, double... errors) {
    try (Lab lab = Lab.of(NET, Samples.random(4, 20, 3, 5), Loss.SQUARED)) {
      return new Surface(lab.network().anatomy().neurons().get(1), 7, 10, values, errors);
    }
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  /** The line's places, by hand: from 0 at 70 to 2 at 465, from 10 at 255 to 1000 at 30. */
  @Test
  void theLineGoesThroughTheValues(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("s.svg");
    SurfacePicture.write(surface(new double[] {0, 1, 2}, 1000, 10, 100), file);
    assertThat(SmallPruning.names(folder)).containsExactly("s.svg");
    List<String> lines = paths(parsed(Files.readString(file)), "#2255aa");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).isEqualTo("M70.00 30.00L267.50 255.00L465.00 234.55");
    assertThat(lines.get(1)).isEqualTo("M70.00 30.00L267.50 255.00L465.00 142.50"); // log: halfway
    assertThat(paths(parsed(Files.readString(file)), "red"))
        .containsExactly("M267.50 30V255", "M267.50 30V255");
  }

  private static List<String> paths(Document svg, String colour) {
    NodeList all = svg.getElementsByTagName("path");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element path = (Element) all.item(i);
      if (path.getAttribute("stroke").equals(colour)) {
        found.add(path.getAttribute("d"));
      }
    }
    return found;
  }

  /** An error of 0 has no logarithm, one that is infinite no place; 1 need not be in the range. */
  @Test
  void whatHasNoPlaceIsLeftOut() throws Exception {
    double[] values = {2, 3, 4, 5};
    String svg = SurfacePicture.text(surface(values, 0, Double.POSITIVE_INFINITY, 1, 1));
    assertThat(svg).doesNotContain("NaN", "Infinity");
    assertThat(paths(parsed(svg), "red")).isEmpty();
    assertThat(paths(parsed(svg), "#2255aa").get(0)).startsWith("M").contains("M", "L");
    parsed(SurfacePicture.text(surface(values, 3, 3, 3, 3)));
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
