package io.secateur.report;

import io.secateur.report.page.Surfaces;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The error surfaces along one run as an SVG picture for documents, as the paper draws them: the
 * error on the left, its logarithm on the right, a red line at α = 1; faint lines are of neurons
 * that went early, strong ones of the last. It follows the reader's light or dark.
 *
 * @param surfaces what was measured
 * @param run which of its runs is drawn
 */
public record SurfaceSheet(Surfaces surfaces, int run) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int PANEL = WIDTH / 2;
  private static final int LEFT = 62;
  private static final int RIGHT = 12;
  private static final int TOP = 64;
  private static final int BOTTOM = 46;
  private static final int NAMES = 10;

  /** Of a line; a panel has twice as many units. */
  private static final int PLACES = 180;

  private static final int NAME = 78;

  private static final String STYLE =
      """
      text{font:12px "Helvetica Neue",Arial,sans-serif;fill:#62676d}.name{font-weight:600;fill:#1e2124}
      .grid{stroke:#e4e3de}.axis{stroke:#a9aaa5}.one{stroke:#c2280f;stroke-width:1.4}
      .line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke:#1f5fa8}
      @media (prefers-color-scheme:dark){text{fill:#a0a5ab}.name{fill:#e9e7e2}.grid{stroke:#33373c}
      .axis{stroke:#6a7077}.one{stroke:#ff7a5c}.line{stroke:#7db4f2}}
      """;

  /** Writes it, whole or not at all. */
  public void write(Path file) {
    Json.writeText(svg(), file);
  }

  /** The picture. */
  public String svg() {
    String what = "Total error (" + surfaces.error() + ") against the gain of the neuron that goes";
    return text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " role=\"img\"><title>%s</title><style>%s</style>%n",
            WIDTH, HEIGHT, WIDTH, HEIGHT, escape(what), STYLE)
        + label(LEFT, 18, "start", what + ", by " + of().name(), "name")
        + names()
        + panel(0, false)
        + panel(PANEL, true)
        + "</svg>\n";
  }

  private Surfaces.Run of() {
    return surfaces.runs().get(run);
  }

  /** A piece of each line, and how many were gone. */
  private String names() {
    StringBuilder svg = new StringBuilder();
    List<Surfaces.Line> lines = of().lines();
    for (int i = 0; i < Math.min(NAMES, lines.size()); i++) {
      double x = LEFT + (double) i * NAME;
      svg.append(text("<path class=\"line\" opacity=\"%.2f\" d=\"M%.1f 38h20\"/>", shade(i), x));
      svg.append(label(x + 25, 42, "start", text("%,d gone", lines.get(i).removed()), ""));
    }
    return svg.toString();
  }

  private double shade(int line) {
    return 0.25 + 0.75 * (line + 1) / of().lines().size();
  }

  private String panel(int at, boolean isLog) {
    double[] gains = surfaces.gains();
    Axis x = Axis.linear(gains[0], gains[gains.length - 1]);
    Axis y = vertical(isLog);
    StringBuilder svg = new StringBuilder(text("<g transform=\"translate(%d 0)\">%n", at));
    for (double tick : y.ticks()) {
      svg.append(text("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, py(y, tick), right()));
      svg.append(label(LEFT - 8, py(y, tick) + 4, "end", tick(tick), ""));
    }
    svg.append(text("<path class=\"axis\" d=\"M%d %dH%d\"/>%n", LEFT, HEIGHT - BOTTOM, right()));
    for (double tick : x.ticks()) {
      svg.append(label(px(x, tick), HEIGHT - BOTTOM + 18, "middle", tick(tick), ""));
    }
    String axis = "gain α" + (isLog ? ", error on a logarithmic axis" : "");
    svg.append(label((LEFT + right()) / 2.0, HEIGHT - 8, "middle", axis, ""));
    svg.append(text("<path class=\"one\" d=\"M%.1f %dV%d\"/>%n", px(x, 1), TOP, HEIGHT - BOTTOM));
    for (int i = 0; i < of().lines().size(); i++) {
      svg.append(
          text(
              "<path class=\"line\" opacity=\"%.2f\" d=\"%s\"/>%n",
              shade(i), path(of().lines().get(i).errors(), x, y)));
    }
    return svg.append("</g>\n").toString();
  }

  private String path(double[] errors, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    String stroke = "M";
    int every = Math.max(1, errors.length / PLACES);
    for (int i = 0; i < errors.length; i += every) {
      boolean isThere = Double.isFinite(errors[i]) && (!y.isLog() || errors[i] > 0);
      if (isThere) {
        path.append(text("%s%.1f %.1f", stroke, px(x, surfaces.gains()[i]), py(y, errors[i])));
      }
      stroke = isThere ? "L" : "M";
    }
    return path.toString();
  }

  private Axis vertical(boolean isLog) {
    double[] errors =
        of().lines().stream()
            .flatMapToDouble(line -> Arrays.stream(line.errors()))
            .filter(e -> Double.isFinite(e) && (e > 0 || !isLog))
            .toArray();
    double most = DoubleStream.of(errors).max().orElse(1);
    return isLog
        ? Axis.logarithmic(DoubleStream.of(errors).min().orElse(1), most)
        : Axis.linear(0, most);
  }

  private static int right() {
    return PANEL - RIGHT;
  }

  private static double px(Axis axis, double value) {
    return LEFT + axis.part(value) * (right() - LEFT);
  }

  private static double py(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.part(value) * (HEIGHT - BOTTOM - TOP);
  }

  private static String tick(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e7)) {
      return text("%.0e", value);
    }
    return text("%,.4f", value).replaceAll("\\.?0+$", "");
  }

  private static String label(double x, double y, String anchor, String words, String look) {
    return text(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
        x, y, anchor, look, escape(words));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
