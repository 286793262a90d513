package io.secateur.report;

import java.util.Locale;

/** Pieces of SVG pictures for documents, in the pages' colours, by the reader's light or dark. */
final class Svg {
  /** Texts, lines, and six colours {@code c0} to {@code c5} with as many dashes. */
  private static final String STYLE =
      """
      text{font:12px "Helvetica Neue",Arial,sans-serif;fill:#62676d}.name{font-weight:600;fill:#1e2124}
      .paper{fill:#faf9f6}.grid{stroke:#e4e3de}.axis{stroke:#a9aaa5}
      .line{fill:none;stroke-width:2.2;stroke-linejoin:round}.band{stroke:none;opacity:.17}
      .alarm{fill:none;stroke:#b3261e;stroke-width:1.6}.warn{fill:#b3261e}
      .c0{--c:#1f5fa8}.c1{--c:#c2510f}.c2{--c:#14805f}.c3{--c:#8a4fa3}.c4{--c:#7d6a00}.c5{--c:#5c6670}
      .line{stroke:var(--c)}.band{fill:var(--c)}
      .d1{stroke-dasharray:9 4}.d2{stroke-dasharray:2 4}.d3{stroke-dasharray:11 4 2 4}
      .d4{stroke-dasharray:5 3}.d5{stroke-dasharray:14 4 2 3 2 4}
      @media (prefers-color-scheme:dark){text{fill:#a0a5ab}.name{fill:#e9e7e2}.paper{fill:#141618}
      .grid{stroke:#33373c}.axis{stroke:#6a7077}.alarm{stroke:#ff7b6e}.warn{fill:#ff7b6e}
      .c0{--c:#7db4f2}.c1{--c:#f2985f}.c2{--c:#5fcba6}.c3{--c:#cda4ea}.c4{--c:#d9c552}.c5{--c:#aab2ba}}
      """;

  private Svg() {}

  /** A picture of so many units, with a style besides the common one, and no background. */
  static String picture(int width, int height, String title, String style, String content) {
    return text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\"><title>%s</title><style>%s</style>%n",
            width, height, width, height, escape(title), STYLE + style)
        + content
        + "</svg>\n";
  }

  /** Words at a place; the anchor is start, middle or end. */
  static String label(double x, double y, String anchor, String words, String look) {
    return text(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
        x, y, anchor, look, escape(words));
  }

  /** A path of a look. */
  static String path(String look, String way) {
    return text("<path class=\"%s\" d=\"%s\"/>%n", look, way);
  }

  /** A number beside an axis. */
  static String tick(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e7)) {
      return text("%.0e", value);
    }
    return text("%,.4f", value).replaceAll("\\.?0+$", "");
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String escape(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
