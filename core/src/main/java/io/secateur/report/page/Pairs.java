package io.secateur.report.page;

import java.util.List;

/**
 * How neurons depend on each other, two by two: E(−j−k) − E(−j) − E(−k) + E. Above 0 the two stand
 * in for each other, below 0 they cancel each other.
 *
 * @param neurons their names
 * @param interactions (neurons, neurons), symmetric
 * @param groups neurons that belong together
 */
public record Pairs(
    String title, String note, List<String> neurons, double[][] interactions, List<Group> groups)
    implements Section {
  public Pairs {
    neurons = List.copyOf(neurons);
    groups = List.copyOf(groups);
  }

  /**
   * Some neurons that belong together.
   *
   * @param kind what they are to each other, such as {@code cancel}
   * @param neurons their names
   * @param figure what was measured of them
   */
  public record Group(String kind, List<String> neurons, String figure) {
    public Group {
      neurons = List.copyOf(neurons);
    }
  }
}
