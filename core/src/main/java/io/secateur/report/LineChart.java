package io.secateur.report;

import io.secateur.report.page.Curves;
import io.secateur.report.page.Spread;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  private static final String STYLE =
      """
      text{font:12px "Helvetica Neue",Arial,sans-serif;fill:#62676d}.name{font-weight:600;fill:#1e2124}
      .grid{stroke:#e4e3de}.axis{stroke:#a9aaa5}.line{fill:none;stroke-width:2.2;stroke-linejoin:round}
      .band{stroke:none;opacity:.17}
      .c0{--c:#1f5fa8}.c1{--c:#c2510f}.c2{--c:#14805f}.c3{--c:#8a4fa3}.c4{--c:#7d6a00}.c5{--c:#5c6670}
      .line{stroke:var(--c)}.band{fill:var(--c)}
      .d1{stroke-dasharray:9 4}.d2{stroke-dasharray:2 4}.d3{stroke-dasharray:11 4 2 4}
      .d4{stroke-dasharray:5 3}.d5{stroke-dasharray:14 4 2 3 2 4}
      @media (prefers-color-scheme:dark){text{fill:#a0a5ab}.name{fill:#e9e7e2}.grid{stroke:#33373c}
      .axis{stroke:#6a7077}.c0{--c:#7db4f2}.c1{--c:#f2985f}.c2{--c:#5fcba6}.c3{--c:#cda4ea}.c4{--c:#d9c552}
      .c5{--c:#aab2ba}}
      """;

  public LineChart {
    if (measure == Measure.ACCURACY
        && curves.lines().stream().anyMatch(l -> l.accuracy() == null)) {
      throw new IllegalArgumentException(
          "the data tells no classes, so there is no accuracy to draw");
    }
  }

  /** Writes it, whole or not at all. */
  public void write(Path file) {
    Json.writeText(svg(), file);
  }

  /** The picture. */
  public String svg() {
    Axis x = Axis.linear(0, Math.max(1, curves.neurons()));
    Axis y = vertical();
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " role=\"img\"><title>%s</title><style>%s</style>%n",
            WIDTH, HEIGHT, WIDTH, HEIGHT, escape(what() + " against removed neurons"), STYLE));
    for (double tick : y.ticks()) {
      svg.append(horizontal(py(y, tick), "grid"));
      svg.append(label(LEFT - 8, py(y, tick) + 4, "end", tick(tick)));
    }
    svg.append(horizontal(HEIGHT - BOTTOM, "axis"));
    for (double tick : x.ticks()) {
      svg.append(label(px(x, tick), HEIGHT - BOTTOM + 18, "middle", tickOf(tick)));
    }
    svg.append(label((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "neurons removed"));
    for (int i = 0; i < curves.lines().size(); i++) {
      svg.append(line(i, x, y));
    }
    return svg.append(legend()).append("</svg>\n").toString();
  }

  private String line(int i, Axis x, Axis y) {
    Curves.Line line = curves.lines().get(i);
    Spread values = values(line);
    String there = points(line.removed(), values.mid(), x, y, false);
    String svg = text("<path class=\"%s\" d=\"M%s\"/>%n", look(i), there);
    if (line.seeds() > 1) {
      String up = points(line.removed(), values.high(), x, y, false);
      String back = points(line.removed(), values.low(), x, y, true);
      return text("<path class=\"band c%d\" d=\"M%sL%sZ\"/>%n", i % PATTERNS, up, back) + svg;
    }
    return svg;
  }

  /** When all colours are used up, each comes again with another dash. */
  private static String look(int i) {
    return text("line c%d d%d", i % PATTERNS, (i + i / PATTERNS) % PATTERNS);
  }

  /** The names of the lines, with a piece of each, and what is drawn. */
  private String legend() {
    StringBuilder svg = new StringBuilder(label(LEFT, 18, "start", what(), "name"));
    for (int i = 0; i < curves.lines().size(); i++) {
      double x = LEFT + Math.floorMod(i, COLUMNS) * COLUMN;
      double y = 36.0 + ROW * Math.floorDiv(i, COLUMNS);
      svg.append(text("<path class=\"%s\" d=\"M%.1f %.1fh28\"/>", look(i), x, y));
      svg.append(label(x + 34, y + 4, "start", curves.lines().get(i).name()));
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

  private String points(int[] removed, double[] values, Axis x, Axis y, boolean isBack) {
    int n = removed.length;
    return IntStream.range(0, n)
        .map(i -> isBack ? n - 1 - i : i)
        .filter(i -> Double.isFinite(values[i]))
        .mapToObj(i -> text("%.1f %.1f", px(x, removed[i]), py(y, values[i])))
        .collect(Collectors.joining("L"));
  }

  private static double px(Axis axis, double value) {
    return LEFT + axis.part(value) * (WIDTH - LEFT - RIGHT);
  }

  private double py(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.part(value) * (HEIGHT - top() - BOTTOM);
  }

  private static String horizontal(double y, String look) {
    return text("<path class=\"%s\" d=\"M%d %.1fH%d\"/>%n", look, LEFT, y, WIDTH - RIGHT);
  }

  private static String label(double x, double y, String anchor, String words) {
    return label(x, y, anchor, words, "");
  }

  private static String label(double x, double y, String anchor, String words, String look) {
    return text(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
        x, y, anchor, look, escape(words));
  }

  private String tick(double value) {
    return measure == Measure.ACCURACY ? tickOf(100 * value) + " %" : tickOf(value);
  }

  private static String tickOf(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e7)) {
      return text("%.0e", value);
    }
    String written = text("%,.4f", value);
    return written.replaceAll("\\.?0+$", "");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
