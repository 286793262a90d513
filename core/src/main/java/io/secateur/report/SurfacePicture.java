package io.secateur.report;

import io.secateur.compare.Surface;
import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * An error surface as an SVG picture, as the paper draws them: the error itself, its logarithm, and
 * a red line at α = 1.
 */
public final class SurfacePicture {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int BOTTOM = 45;
  private static final int TOP = 30;
  private static final int RIGHT = 15;
  private static final int TICKS = 4;

  private SurfacePicture() {}

  /**
   * Writes the picture, whole or not at all.
   *
   * @throws UnusableException if the file cannot be written
   */
  public static void write(Surface surface, Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        Files.writeString(part, text(surface));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UnusableException("cannot write '" + file + "': " + e.getMessage(), e);
    }
  }

  static String text(Surface surface) {
    String what = surface.neuron() + ", " + surface.removed() + " others removed";
    double[] logs = Arrays.stream(surface.errors()).map(Math::log10).toArray();
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n<title>Error against the gate of"
                + " %s</title>%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            2 * WIDTH,
            HEIGHT,
            escaped(what))
        + panel(0, "error, " + what, surface.values(), surface.errors())
        + panel(WIDTH, "log10 of the error", surface.values(), logs)
        + "</svg>\n";
  }

  private static String panel(int at, String title, double[] x, double[] y) {
    double[] finite = Arrays.stream(y).filter(Double::isFinite).toArray();
    double least = Arrays.stream(finite).min().orElse(0);
    double most = Arrays.stream(finite).max().orElse(1);
    double room = most > least ? most - least : Math.max(1e-12, Math.abs(most));
    double first = x[0];
    double range = x[x.length - 1] - first;
    StringBuilder svg = new StringBuilder();
    svg.append(format("<g transform=\"translate(%d 0)\" fill=\"none\" stroke=\"black\">%n", at));
    svg.append(text(LEFT, TOP - 10, "start", title));
    svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "gate"));
    for (int t = 0; t <= TICKS; t++) {
      double value = least + room * t / TICKS;
      double gate = first + range * t / TICKS;
      svg.append(text(LEFT - 6, down(value, least, room) + 4, "end", format("%.4g", value)));
      svg.append(
          text(right(gate, first, range), HEIGHT - BOTTOM + 18, "middle", format("%.3g", gate)));
    }
    svg.append(format("<path d=\"M%d %dV%dH%d\"/>%n", LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT));
    if (first <= 1 && 1 <= first + range) {
      double one = right(1, first, range);
      svg.append(format("<path stroke=\"red\" d=\"M%.2f %dV%d\"/>%n", one, TOP, HEIGHT - BOTTOM));
    }
    svg.append("<path stroke=\"#2255aa\" stroke-width=\"1.5\" d=\"");
    String stroke = "M";
    int every = Math.max(1, x.length / (2 * WIDTH)); // two points to a unit are a line
    for (int i = 0; i < x.length; i += every) {
      if (!Double.isFinite(y[i])) {
        stroke = "M";
        continue;
      }
      svg.append(format("%s%.2f %.2f", stroke, right(x[i], first, range), down(y[i], least, room)));
      stroke = "L";
    }
    return svg.append(format("\"/>%n</g>%n")).toString();
  }

  private static double right(double value, double first, double range) {
    return LEFT + (WIDTH - RIGHT - LEFT) * (value - first) / range;
  }

  private static double down(double value, double least, double room) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value - least) / room;
  }

  private static String text(double x, double y, String anchor, String words) {
    return format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"black\" stroke=\"none\">%s</text>%n",
        x, y, anchor, escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
