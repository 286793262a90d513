package io.secateur.study.views;

import io.secateur.model.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the neurons of one trained network are like, and when each criterion took them.
 *
 * @param rows all neurons, in the graph's order
 */
public record Neurons(List<Row> rows) {
  /** What is known of a neuron, in the order of {@link Row#traits}. */
  public static final List<String> TRAITS =
      List.of(
          "cost alone",
          "saturated, share of samples",
          "mean output",
          "deviation of the output",
          "ingoing weights, L2",
          "outgoing weights, L2",
          "correlation with the likest");

  static final String GONE = "gone by ";

  public Neurons {
    rows = List.copyOf(rows);
  }

  /**
   * One of them.
   *
   * @param gone by criterion: which removal took it, from 1; beyond all for one that stayed
   * @param traits NaN for what cannot be told
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Row(String layer, int index, Map<String, Integer> gone, double[] traits) {}

  /** The criteria that took them. */
  public List<String> criteria() {
    return rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).gone().keySet());
  }

  /** What the folder of a network has of it; null if it was not made. */
  public static @Nullable Neurons read(Path folder) {
    Path file = folder.resolve(Census.FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      String[] header = lines.get(0).split(";", -1);
      List<Row> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(header, line.split(";", -1)));
      }
      return new Neurons(rows);
    } catch (IOException | RuntimeException e) {
      throw new UnusableException(
          "'" + file + "' was expected to hold neurons, and cannot be read; remove it: " + e, e);
    }
  }

  private static Row row(String[] header, String... cells) {
    Map<String, Integer> gone = new LinkedHashMap<>();
    double[] traits = new double[TRAITS.size()];
    int trait = 0;
    for (int c = 2; c < header.length; c++) {
      if (header[c].startsWith(GONE)) {
        gone.put(header[c].substring(GONE.length()), Integer.parseInt(cells[c]));
      } else {
        traits[trait++] = Double.parseDouble(cells[c]);
      }
    }
    return new Row(cells[0], Integer.parseInt(cells[1]), gone, traits);
  }
}
