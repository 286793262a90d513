package io.secateur.report;

import io.secateur.model.WholeFile;
import io.secateur.report.page.Curves;
import io.secateur.report.page.Spread;
import io.secateur.report.page.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A comparison in one SVG picture for documents: on the left what every criterion made of the
 * network, on the right, of the first three, what is left when half of the neurons are gone: which
 * these are, and what the network then says of the plane, where its samples are points. It follows
 * the reader's light or dark.
 *
 * @param curves of all criteria
 * @param walk their paths, in the same order
 */
public record ComparisonPicture(Curves curves, Walk walk) {
  private static final int WIDTH = 940;
  private static final int HEIGHT = 400;
  private static final int LEFT = 58;
  private static final int MIDDLE = 500;
  private static final int TOP = 66;
  private static final int BOTTOM = 340;
  private static final int MOST_PATHS = 3;
  private static final int COLUMN = 136;
  private static final int SIDE = 120;
  private static final int ACROSS = 10;
  private static final int GAP = 12;
  private static final int SHADES = 8;

  /** More neurons than this have no room for a cell each. */
  private static final int MOST_CELLS = 200;

  private static final String STYLE =
      """
      .one{fill:#efc09c}.two{fill:#7fa8d8}.edge{fill:none;stroke:#a9aaa5}
      .cell{fill:#17402f}.gone{fill:none;stroke:#c3c4bf}
      @media (prefers-color-scheme:dark){.one{fill:#84502a}.two{fill:#4076b3}.cell{fill:#c4ecd3}
      .gone{stroke:#50555b}}
      """;

  /** Writes it, whole or not at all. */
  public void write(Path file) {
    WholeFile.write(file, svg());
  }

  /** The picture. */
  public String svg() {
    StringBuilder svg = new StringBuilder(chart());
    for (int i = 0; i < Math.min(MOST_PATHS, walk.paths().size()); i++) {
      svg.append(column(i));
    }
    String title = what() + " against removed neurons, and the network when half of them are gone";
    return Svg.picture(WIDTH, HEIGHT, title, STYLE, svg.toString());
  }

  private boolean isAccuracy() {
    return curves.lines().stream().allMatch(line -> line.accuracy() != null);
  }

  private String what() {
    return isAccuracy() ? "Accuracy" : "Total error (" + curves.error() + ")";
  }

  private Spread values(Curves.Line line) {
    Spread accuracy = line.accuracy();
    return isAccuracy() && accuracy != null ? accuracy : line.error();
  }

  private String chart() {
    double[] all =
        curves.lines().stream()
            .flatMapToDouble(line -> Arrays.stream(values(line).mid()))
            .filter(Double::isFinite)
            .toArray();
    double least = Arrays.stream(all).min().orElse(0);
    double most = Arrays.stream(all).max().orElse(1);
    Axis y = isAccuracy() ? Axis.linear(least, 1) : Axis.linear(Math.min(0, least), most);
    Axis x = Axis.linear(0, Math.max(1, curves.neurons()));
    Plot plot = new Plot(LEFT, TOP, MIDDLE - 26, BOTTOM, x, y);
    StringBuilder svg = new StringBuilder(Svg.label(LEFT, 18, "start", what(), "name"));
    svg.append(
        plot.axes("neurons removed", v -> isAccuracy() ? Svg.tick(100 * v) + " %" : Svg.tick(v)));
    double at = LEFT;
    for (int i = 0; i < curves.lines().size(); i++) {
      Curves.Line line = curves.lines().get(i);
      double[] places = Arrays.stream(line.removed()).asDoubleStream().toArray();
      svg.append(Svg.path(LineChart.look(i), plot.way(places, values(line).mid())));
      svg.append(Svg.path(LineChart.look(i), Svg.text("M%.1f 40h26", at)));
      svg.append(Svg.label(at + 32, 44, "start", line.name(), ""));
      at += 52 + 6.6 * line.name().length();
    }
    return svg.toString();
  }

  /** What is left of one criterion's network when half is gone. */
  private String column(int i) {
    Walk.Path path = walk.paths().get(i);
    Walk.Station station = half(path);
    double left = MIDDLE + 20 + (double) i * COLUMN;
    StringBuilder svg = new StringBuilder(Svg.label(left, 18, "start", path.name(), "name"));
    String how =
        Double.isNaN(station.accuracy())
            ? "error " + Svg.tick(station.error())
            : Svg.text("accuracy %.1f %%", 100 * station.accuracy());
    svg.append(Svg.label(left, 36, "start", Svg.text("%,d gone", station.removed()), ""));
    svg.append(Svg.label(left, 52, "start", how, ""));
    double top = TOP;
    Walk.Plane plane = walk.plane();
    byte[] field = station.field();
    if (plane != null && field != null && plane.classes() == 2) {
      svg.append(field(field, plane.size(), left, top));
      top += SIDE + GAP;
    }
    return svg.append(cells(path, station.removed(), left, top)).toString();
  }

  private Walk.Station half(Walk.Path path) {
    int wanted = curves.neurons() / 2;
    Walk.Station nearest = path.stations().get(0);
    for (Walk.Station station : path.stations()) {
      boolean isNearer =
          Math.abs(station.removed() - wanted) < Math.abs(nearest.removed() - wanted);
      nearest = isNearer ? station : nearest;
    }
    return nearest;
  }

  /** Where the second class leads, row by row, on the first's colour. */
  private static String field(byte[] field, int size, double left, double top) {
    double step = (double) SIDE / size;
    StringBuilder way = new StringBuilder();
    for (int row = 0; row < size; row++) {
      double y = top + SIDE - (row + 1) * step; // the least y is the first row
      for (int from = 0; from < size; from++) {
        int to = from;
        while (to < size && field[row * size + to] > 0) {
          to++;
        }
        if (to > from) {
          double x = left + from * step;
          way.append(
              Svg.text(
                  "M%.1f %.1fh%.1fv%.1fh%.1fz",
                  x, y, (to - from) * step, step, (from - to) * step));
          from = to;
        }
      }
    }
    return Svg.text(
            "<rect class=\"one\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\"/>%n",
            left, top, SIDE, SIDE)
        + Svg.path("two", way.toString());
  }

  /**
   * A cell for each neuron, layers below each other: hollow if gone, else the later the stronger.
   */
  private String cells(Walk.Path path, int removed, double left, double from) {
    if (path.gone().length > MOST_CELLS) {
      return "";
    }
    double step = (double) SIDE / ACROSS;
    int last = Math.max(1, Arrays.stream(path.gone()).max().orElse(1));
    List<StringBuilder> shades = new ArrayList<>();
    for (int s = 0; s <= SHADES; s++) {
      shades.add(new StringBuilder());
    }
    StringBuilder names = new StringBuilder();
    double top = from;
    int neuron = 0;
    for (Walk.Layer layer : walk.layers()) {
      names.append(Svg.label(left, top + 10, "start", layer.name(), ""));
      top += 16;
      for (int i = 0; i < layer.width(); i++, neuron++) {
        int gone = path.gone()[neuron];
        boolean isGone = gone > 0 && gone <= removed;
        int shade = isGone ? 0 : gone == 0 ? SHADES : 1 + (SHADES - 1) * gone / (last + 1);
        double x = left + Math.floorMod(i, ACROSS) * step;
        double y = top + Math.floorDiv(i, ACROSS) * step;
        shades
            .get(shade)
            .append(Svg.text("M%.1f %.1fh%.1fv%.1fh-%.1fz", x, y, step - 2, step - 2, step - 2));
      }
      top += Math.ceil((double) layer.width() / ACROSS) * step + 4;
    }
    StringBuilder svg = new StringBuilder(names);
    svg.append(Svg.path("gone", shades.get(0).toString()));
    for (int s = 1; s <= SHADES; s++) {
      svg.append(
          Svg.text(
              "<path class=\"cell\" opacity=\"%.2f\" d=\"%s\"/>%n",
              0.2 + 0.8 * s / SHADES, shades.get(s)));
    }
    return svg.toString();
  }
}
