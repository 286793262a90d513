package io.secateur.report;

import io.secateur.model.WholeFile;
import io.secateur.report.page.Curves;
import io.secateur.report.page.Spread;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Curves as an SVG picture for documents: lines that differ in colour and dashes, bands, axes. It
 * follows the reader's light or dark.
 *
 * @param curves what is drawn
 * @param measure the error, also on a logarithmic axis, or accuracy
 */
public record LineChart(Curves curves, Measure measure) {
  /** What the vertical axis shows. */
  public enum Measure {
    ERROR,
    LOG_ERROR,
    ACCURACY
  }

  private static final int WIDTH = 720;
  private static final int HEIGHT = 380;
  private static final int LEFT = 64;
  private static final int RIGHT = 18;
  private static final int BOTTOM = 46;
  private static final int PATTERNS = 6;
  private static final int COLUMNS = 4;
  private static final int COLUMN = 160;
  private static final int ROW = 18;

  public LineChart {
    if (measure == Measure.ACCURACY
        && curves.lines().stream().anyMatch(l -> l.accuracy() == null)) {
      throw new IllegalArgumentException(
          "the data tells no classes, so there is no accuracy to draw");
    }
  }

  /** Writes it, whole or not at all. */
  public void write(Path file) {
    WholeFile.write(file, svg());
  }

  /** The picture. */
  public String svg() {
    Axis x = Axis.linear(0, Math.max(1, curves.neurons()));
    Plot plot = new Plot(LEFT, top(), WIDTH - RIGHT, HEIGHT - BOTTOM, x, vertical());
    StringBuilder svg = new StringBuilder(plot.axes("neurons removed", this::tick));
    for (int i = 0; i < curves.lines().size(); i++) {
      svg.append(line(plot, i));
    }
    String title = what() + " against removed neurons";
    return Svg.picture(WIDTH, HEIGHT, title, "", svg.append(legend()).toString());
  }

  private String line(Plot plot, int i) {
    Curves.Line line = curves.lines().get(i);
    Spread values = values(line);
    double[] places = Arrays.stream(line.removed()).asDoubleStream().toArray();
    String svg = Svg.path(look(i), plot.way(places, values.mid()));
    return line.seeds() == 1
        ? svg
        : Svg.path("band c" + i % PATTERNS, plot.band(places, values.low(), values.high())) + svg;
  }

  /** When all colours are used up, each comes again with another dash. */
  static String look(int i) {
    return Svg.text("line c%d d%d", i % PATTERNS, (i + i / PATTERNS) % PATTERNS);
  }

  /** The names of the lines, with a piece of each, and what is drawn. */
  private String legend() {
    StringBuilder svg = new StringBuilder(Svg.label(LEFT, 18, "start", what(), "name"));
    for (int i = 0; i < curves.lines().size(); i++) {
      double x = LEFT + Math.floorMod(i, COLUMNS) * COLUMN;
      double y = 36.0 + ROW * Math.floorDiv(i, COLUMNS);
      svg.append(Svg.path(look(i), Svg.text("M%.1f %.1fh28", x, y)));
      svg.append(Svg.label(x + 34, y + 4, "start", curves.lines().get(i).name(), ""));
    }
    return svg.toString();
  }

  /** Where the axes end above, under the names. */
  private int top() {
    return 34 + ROW * Math.max(1, (curves.lines().size() + COLUMNS - 1) / COLUMNS);
  }

  private String what() {
    String bands =
        curves.lines().stream().anyMatch(l -> l.seeds() > 1)
            ? ", median of seeds in a band from the least to the most"
            : "";
    return switch (measure) {
      case ERROR -> "Total error (" + curves.error() + ")" + bands;
      case LOG_ERROR -> "Total error (" + curves.error() + "), logarithmic" + bands;
      case ACCURACY -> "Accuracy" + bands;
    };
  }

  private Spread values(Curves.Line line) {
    return measure == Measure.ACCURACY ? Objects.requireNonNull(line.accuracy()) : line.error();
  }

  private Axis vertical() {
    double most =
        curves.lines().stream()
            .flatMapToDouble(l -> Arrays.stream(values(l).high()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    double least =
        curves.lines().stream()
            .flatMapToDouble(l -> Arrays.stream(values(l).low()))
            .filter(v -> Double.isFinite(v) && (v > 0 || measure != Measure.LOG_ERROR))
            .min()
            .orElse(0);
    return switch (measure) {
      case ERROR -> Axis.linear(Math.min(0, least), most);
      case LOG_ERROR -> Axis.logarithmic(least, most);
      case ACCURACY -> Axis.linear(least, 1);
    };
  }

  private String tick(double value) {
    return measure == Measure.ACCURACY ? Svg.tick(100 * value) + " %" : Svg.tick(value);
  }
}
