package io.secateur.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as it needs to be. */
public final class Table {
  private static final String GAP = "  ";

  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param alignment one letter a column: l for text, r for numbers
   * @param header the first row
   */
  public Table(String alignment, String... header) {
    this.alignment = alignment;
    row(header);
  }

  /** Adds a row, a cell for each column. */
  public void row(String... cells) {
    if (cells.length != alignment.length()) {
      throw new IllegalArgumentException(cells.length + " cells for columns " + alignment);
    }
    rows.add(List.of(cells));
  }

  /** The lines, without a line break at the end. */
  @Override
  public String toString() {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String fill = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? "" : GAP);
        line.append(alignment.charAt(c) == 'r' ? fill + row.get(c) : row.get(c) + fill);
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join(System.lineSeparator(), lines);
  }
}
