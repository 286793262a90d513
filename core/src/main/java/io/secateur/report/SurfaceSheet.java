package io.secateur.report;

import io.secateur.model.WholeFile;
import io.secateur.report.page.Surfaces;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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

  /** Writes it, whole or not at all. */
  public void write(Path file) {
    WholeFile.write(file, svg());
  }

  /** The picture. */
  public String svg() {
    String what = "Total error (" + surfaces.error() + ") against the gain of the neuron that goes";
    return Svg.picture(
        WIDTH,
        HEIGHT,
        what,
        "",
        Svg.label(LEFT, 18, "start", what + ", by " + of().name(), "name")
            + names()
            + panel(0, false)
            + panel(PANEL, true));
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
      svg.append(line(i, Svg.text("M%.1f 38h20", x)));
      svg.append(Svg.label(x + 25, 42, "start", Svg.text("%,d gone", lines.get(i).removed()), ""));
    }
    return svg.toString();
  }

  private String line(int line, String way) {
    double shade = 0.25 + 0.75 * (line + 1) / of().lines().size();
    return Svg.text("<path class=\"line c0\" opacity=\"%.2f\" d=\"%s\"/>%n", shade, way);
  }

  private String panel(int at, boolean isLog) {
    double[] gains = some(surfaces.gains());
    Plot plot =
        new Plot(
            at + LEFT,
            TOP,
            at + PANEL - RIGHT,
            HEIGHT - BOTTOM,
            Axis.linear(gains[0], gains[gains.length - 1]),
            vertical(isLog));
    String below = "gain α" + (isLog ? ", error on a logarithmic axis" : "");
    StringBuilder svg = new StringBuilder(plot.axes(below, Svg::tick));
    svg.append(Svg.path("alarm", Svg.text("M%.1f %dV%d", plot.px(1), TOP, HEIGHT - BOTTOM)));
    for (int i = 0; i < of().lines().size(); i++) {
      double[] errors = some(of().lines().get(i).errors());
      double[] there = Arrays.stream(errors).map(e -> isLog && e <= 0 ? Double.NaN : e).toArray();
      svg.append(line(i, plot.way(gains, there)));
    }
    return svg.toString();
  }

  /** As many as can be seen. */
  private static double[] some(double... values) {
    int every = Math.max(1, values.length / PLACES);
    return IntStream.range(0, values.length)
        .filter(i -> i % every == 0)
        .mapToDouble(i -> values[i])
        .toArray();
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
}
