package io.secateur.report;

import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * The part of an SVG picture that lies between two axes.
 *
 * @param left where the least x lies
 * @param top where the most y lies
 * @param right where the most x lies
 * @param bottom where the least y lies
 */
record Plot(double left, double top, double right, double bottom, Axis x, Axis y) {
  double px(double value) {
    return left + x.part(value) * (right - left);
  }

  double py(double value) {
    return bottom - y.part(value) * (bottom - top);
  }

  /** Lines and numbers, and what lies along the axis below. */
  String axes(String below, DoubleFunction<String> ticksY) {
    StringBuilder svg = new StringBuilder();
    for (double tick : y.ticks()) {
      svg.append(horizontal(py(tick), "grid"));
      svg.append(Svg.label(left - 8, py(tick) + 4, "end", ticksY.apply(tick), ""));
    }
    svg.append(horizontal(bottom, "axis"));
    for (double tick : x.ticks()) {
      svg.append(Svg.label(px(tick), bottom + 18, "middle", Svg.tick(tick), ""));
    }
    return svg.append(Svg.label((left + right) / 2, bottom + 38, "middle", below, "")).toString();
  }

  private String horizontal(double at, String look) {
    return Svg.text("<path class=\"%s\" d=\"M%.0f %.1fH%.0f\"/>%n", look, left, at, right);
  }

  /** The way through points; where a value is not finite, it begins anew. */
  String way(double[] xs, double[] ys) {
    StringBuilder way = new StringBuilder();
    boolean isOn = false;
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(ys[i])) {
        way.append(Svg.text("%s%.1f %.1f", isOn ? "L" : "M", px(xs[i]), py(ys[i])));
      }
      isOn = Double.isFinite(ys[i]);
    }
    return way.toString();
  }

  /** The band between two ways over the same places. */
  String band(double[] xs, double[] low, double[] high) {
    double[] back = IntStream.range(0, xs.length).mapToDouble(i -> xs[xs.length - 1 - i]).toArray();
    double[] under =
        IntStream.range(0, xs.length).mapToDouble(i -> low[xs.length - 1 - i]).toArray();
    return way(xs, high) + way(back, under).replace('M', 'L') + "Z";
  }
}
