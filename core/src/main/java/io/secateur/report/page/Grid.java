package io.secateur.report.page;

import java.util.List;

/**
 * A plain table, for what has no picture.
 *
 * @param header the columns
 * @param rows as many cells each; the first names the row
 */
public record Grid(String title, String note, List<String> header, List<List<String>> rows)
    implements Section {
  public Grid {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(row.size() + " cells for " + header.size() + " columns");
      }
    }
  }
}
