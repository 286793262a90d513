package io.secateur.report;

import io.secateur.compare.Surface;
import io.secateur.model.WholeFile;
import io.secateur.report.page.Surfaces;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An error surface as an SVG picture, as the paper draws them: the error itself, its logarithm, and
 * a red line at α = 1. It follows the reader's light or dark.
 */
public final class SurfacePicture {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 56;
  private static final int BOTTOM = 46;

  private SurfacePicture() {}

  /**
   * Writes the picture, whole or not at all.
   *
   * @throws io.secateur.model.UnusableException if the file cannot be written
   */
  public static void write(Surface surface, Path file) {
    WholeFile.write(file, text(surface));
  }

  static String text(Surface surface) {
    String what =
        surface.neuron()
            + (surface.removed() == 0
                ? " of the network as it is"
                : ", " + surface.removed() + " others removed");
    double[] x = Surfaces.places(surface.values());
    double[] y = Surfaces.places(surface.errors());
    double[] finite = Arrays.stream(y).filter(Double::isFinite).toArray();
    double least = Arrays.stream(finite).min().orElse(0);
    double most = Arrays.stream(finite).max().orElse(1);
    double above = Arrays.stream(finite).filter(v -> v > 0).min().orElse(1);
    double[] logs = Arrays.stream(y).map(v -> v > 0 ? v : Double.NaN).toArray();
    return Svg.picture(
        2 * WIDTH,
        HEIGHT,
        "Error against the gate of " + what,
        "",
        Svg.label(LEFT, 18, "start", "Error against the gate α of " + what, "name")
            + panel(0, "total error", x, y, Axis.linear(least, most))
            + panel(WIDTH, "total error, logarithmic", x, logs, Axis.logarithmic(above, most)));
  }

  private static String panel(int at, String title, double[] x, double[] y, Axis vertical) {
    Axis gains = Axis.linear(x[0], x[x.length - 1]);
    Plot plot = new Plot(at + LEFT, TOP, at + WIDTH - RIGHT, HEIGHT - BOTTOM, gains, vertical);
    StringBuilder svg = new StringBuilder();
    svg.append(Svg.label(at + LEFT, TOP - 12, "start", title, ""));
    svg.append(plot.axes("gain α", Svg::tick));
    if (x[0] <= 1 && 1 <= x[x.length - 1]) {
      double one = plot.px(1);
      svg.append(Svg.path("alarm", Svg.text("M%.1f %dV%d", one, TOP, HEIGHT - BOTTOM)));
      svg.append(Svg.label(one + 5, TOP + 11, "start", "α = 1", "warn"));
    }
    return svg.append(Svg.path("line c0 d0", plot.way(x, y))).toString();
  }
}
