package io.secateur.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages as a reader has them; what they look like lies in {@code target/pages}. */
class PageTest {
  private static final Path FOLDER = Path.of("target", "pages");
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(FOLDER);
    browser = Browser.start();
    Specimen.plane().write(FOLDER.resolve("plane.html"));
    Specimen.digits().write(FOLDER.resolve("digits.html"));
    Specimen.large().write(FOLDER.resolve("large.html"));
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingWasComplainedOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void pagesAreNotBlankInAnyWindow() throws IOException {
    look("plane", 1400, false);
    look("plane", 390, true);
    look("digits", 1400, true);
    look("digits", 390, false);
    look("large", 1400, false);
    look("large", 390, true);
  }

  private static void look(String page, int width, boolean dark) throws IOException {
    open(page, width, dark);
    byte[] png = browser.screenshot();
    Files.write(FOLDER.resolve(page + "-" + width + (dark ? "-dark" : "") + ".png"), png);
    assertThat(colours(png)).as("colours of %s at %d", page, width).isGreaterThan(50);
    double overhang = number("document.documentElement.scrollWidth - innerWidth");
    assertThat(overhang).as("what is beside the window").isLessThanOrEqualTo(0);
  }

  @Test
  void theSliderTakesNeuronsAwayByHandAndByKey() {
    open("plane", 1400, false);
    assertThat(text(".told")).isEqualTo("0 of 100 removed");
    assertThat(number("document.querySelectorAll('.cells .gone').length")).isZero();
    String trained = text(".walk .stand");
    String field = browser.eval("document.querySelector('.plane canvas').toDataURL()").asText();

    browser.eval("document.querySelector('.slider input').focus()");
    browser.press("ArrowRight", 39);
    assertThat(text(".told")).isEqualTo("2 of 100 removed");
    assertThat(number("document.querySelectorAll('.cells .gone').length")).isEqualTo(2);
    browser.press("End", 35);
    assertThat(text(".told")).isEqualTo("98 of 100 removed");
    assertThat(number("document.querySelectorAll('.cells .gone').length")).isEqualTo(98);
    assertThat(number("document.querySelectorAll('.cells .kept').length")).isEqualTo(2);
    assertThat(text(".walk .stand")).isNotEqualTo(trained).contains("2.0 %");
    assertThat(browser.eval("document.querySelector('.plane canvas').toDataURL()").asText())
        .isNotEqualTo(field);
    assertThat(
            browser
                .eval("document.querySelector('.slider input').getAttribute('aria-valuetext')")
                .asText())
        .isEqualTo("98 of 100 removed");
  }

  @Test
  void anotherCriterionTookOtherNeurons() {
    open("plane", 1400, false);
    String cells = "[...document.querySelectorAll('.cells .cell')].map(c => c.title).join()";
    String first = browser.eval(cells).asText();
    click(".walk .choice button:nth-child(2)");
    assertThat(browser.eval(cells).asText()).isNotEqualTo(first);
  }

  @Test
  void switchesChangeTheCurves() {
    open("plane", 1400, false);
    assertThat(text(".of-curves .measure")).isEqualTo("Total error (squared)");
    String error = curves();
    click("[aria-label=Scale] button:nth-child(2)");
    assertThat(text(".of-curves .measure")).isEqualTo("Total error (squared), logarithmic");
    String logarithmic = curves();
    assertThat(logarithmic).isNotEqualTo(error);
    click("[aria-label=Measure] button:nth-child(2)");
    assertThat(text(".of-curves .measure")).isEqualTo("Accuracy");
    assertThat(curves()).isNotIn(error, logarithmic);
    assertThat(text(".of-curves .chart")).contains("100 %", "brute-force", "first-order");
    click(".legend button:nth-child(1)");
    assertThat(text(".of-curves .chart")).doesNotContain("brute-force");
    assertThat(browser.eval("document.querySelector('.of-curves .chart').ariaLabel").asText())
        .contains("accuracy", "second-order")
        .doesNotContain("brute-force");
  }

  @Test
  void curvesTellTheirNumbersWherePointedAt() {
    open("plane", 1400, false);
    browser.eval("document.querySelector('.of-curves .chart').scrollIntoView()");
    double left =
        number("document.querySelector('.of-curves .chart').getBoundingClientRect().left");
    double top = number("document.querySelector('.of-curves .chart').getBoundingClientRect().top");
    browser.point(left + 500, top + 150);
    assertThat(text(".of-curves .chart")).containsPattern("\\d+ of 100 removed, \\d+ %");
  }

  @Test
  void aNeuronShowsItsPortrait() {
    open("digits", 1400, false);
    assertThat(text(".panel")).contains("Choose a neuron");
    click(".cells .cell:nth-child(7)");
    assertThat(text(".panel")).contains("hidden:6", "Error surface", "What its weights look at");
    assertThat(number("document.querySelectorAll('.panel .chart svg path').length"))
        .isGreaterThan(10);
    browser.press("ArrowRight", 39);
    assertThat(browser.eval("document.activeElement.ariaLabel").asText()).startsWith("hidden:7,");
  }

  @Test
  void aDeeperNeuronSaysWhatItAnswersTo() {
    open("digits", 1400, false);
    click(".cells .cell:nth-child(8)");
    assertThat(text(".panel"))
        .contains("hidden:7", "What in the picture it answers to", "read other neurons")
        .doesNotContain("What its weights look at");
    assertThat(colours(".panel .looks")).isGreaterThan(50);
  }

  /** How many colours a canvas has. */
  private static int colours(String selector) {
    return (int)
        number(
            "(c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width,"
                + " c.height).data.buffer)).size)(document.querySelector('"
                + selector
                + "'))");
  }

  /** 6,715 neurons make cells of two: 33 of a layer of 65, 3,000 of the last one. */
  @Test
  void veryManyNeuronsShareCells() {
    open("large", 1400, false);
    int cells = 33 * (Specimen.LARGE_LAYERS - 1) + Specimen.LARGE_WIDTH / 2;
    assertThat(number("document.querySelectorAll('.cells .cell').length")).isEqualTo(cells);
    assertThat(text(".cellkey")).contains("stands for 2 neurons");
    browser.eval("document.querySelector('.slider input').focus()");
    browser.press("End", 35);
    assertThat(text(".told")).isEqualTo("6,714 of 6,715 removed");
    assertThat(number("document.querySelectorAll('.cells .gone').length")).isEqualTo(cells - 1);
    assertThat(number("document.querySelectorAll('.share-rows canvas').length"))
        .isEqualTo(Specimen.LARGE_LAYERS);
  }

  @Test
  void surfacesAreOfOneCriterionAndHaveTwoScales() {
    open("plane", 1400, false);
    assertThat(text(".of-surfaces .chart")).contains("α = 1", "gain α");
    assertThat(text(".of-surfaces .measure"))
        .isEqualTo("Total error (squared), logarithmic, by brute-force");
    String first = surfaces();
    click(".of-surfaces [aria-label=Criterion] button:nth-child(3)");
    assertThat(text(".of-surfaces .measure")).endsWith("by first-order");
    String third = surfaces();
    assertThat(third).isNotEqualTo(first);
    click(".of-surfaces .choice:last-child button:nth-child(1)");
    assertThat(text(".of-surfaces .measure")).isEqualTo("Total error (squared), by first-order");
    assertThat(surfaces()).isNotEqualTo(third);
    assertThat(text(".of-surfaces .key")).contains("90 gone, then hidden2:13");
  }

  @Test
  void verdictsAreWordsAndMarks() {
    open("plane", 390, true);
    assertThat(text(".claims")).contains("✓ holds", "◐ holds partly", "✗ does not hold");
  }

  @Test
  void aThemeCanBeChosen() {
    open("plane", 1400, false);
    String light = browser.eval("getComputedStyle(document.body).backgroundColor").asText();
    String lines = curves();
    click(".theme");
    assertThat(browser.eval("getComputedStyle(document.body).backgroundColor").asText())
        .isNotEqualTo(light);
    assertThat(curves()).isNotEqualTo(lines);
  }

  @Test
  void paperIsLightAndHasSeveralSheets() throws IOException {
    open("plane", 1400, true);
    byte[] pdf = browser.print();
    Files.write(FOLDER.resolve("plane.pdf"), pdf);
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF");
    assertThat(text.split("/Type /Page\\b", -1).length - 1).isBetween(3, 8);
    assertThat(browser.eval("document.documentElement.dataset.theme").asText()).isEqualTo("dark");
  }

  @Test
  void namesAreNotTakenForMarkup() {
    Page page = Specimen.empty();
    page.write(FOLDER.resolve("empty.html"));
    open("empty", 800, false);
    assertThat(browser.eval("document.title").asText()).isEqualTo(page.title());
    assertThat(text("h1")).isEqualTo(page.title());
    assertThat(number("document.querySelectorAll('section').length")).isZero();
  }

  private static void click(String selector) {
    browser.eval("document.querySelector('" + selector + "').focus()");
    browser.eval("document.querySelector('" + selector + "').click()");
    browser.settle();
  }

  private static String curves() {
    return browser.eval("document.querySelector('.of-curves .chart svg').innerHTML").asText();
  }

  private static String surfaces() {
    return browser.eval("document.querySelector('.of-surfaces .chart svg').innerHTML").asText();
  }

  private static void open(String page, int width, boolean dark) {
    browser.open(FOLDER.resolve(page + ".html"), width, 900, dark);
  }

  private static String text(String selector) {
    return browser.eval("document.querySelector('" + selector + "').innerText").asText();
  }

  private static double number(String expression) {
    return browser.eval(expression).asDouble();
  }

  private static int colours(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    Map<Integer, Integer> colours = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.merge(image.getRGB(x, y), 1, Integer::sum);
      }
    }
    return colours.size();
  }
}
