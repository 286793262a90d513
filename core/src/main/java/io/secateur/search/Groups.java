package io.secateur.search;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which neurons go at once: one, or a group that leaves its layer at a multiple. */
final class Groups {
  private final Anatomy anatomy;
  private final Allowed allowed;

  private final Savings savings;

  Groups(Anatomy anatomy, Allowed allowed) {
    this.anatomy = anatomy;
    this.allowed = allowed;
    this.savings = new Savings(anatomy, allowed);
  }

  /**
   * The neurons that go next: of each layer those with the lowest scores, and of these groups the
   * one with the lowest sum, or the lowest for what it saves.
   *
   * @param choice the neurons that may go now
   */
  int[] next(Ranking ranking, int[] choice, Gates gates) {
    if (!allowed.inGroups() && savings.areEqual()) {
      return new int[] {ranking.first(choice)};
    }
    List<int[]> groups = groups(ranking, choice, gates);
    double[] saved = new double[groups.size()];
    Arrays.fill(saved, 1);
    if (!savings.areEqual()) {
      Map<String, Double> known = new HashMap<>(); // neurons that save the same are many
      for (int i = 0; i < saved.length; i++) {
        int[] group = groups.get(i);
        Layer layer = anatomy.neurons().get(group[0]).layer();
        saved[i] =
            savings.areEqualIn(layer)
                ? known.computeIfAbsent(layer.name(), name -> savings.of(gates, group))
                : savings.of(gates, group);
      }
    }
    return ranking.first(groups, saved);
  }

  private List<int[]> groups(Ranking ranking, int[] choice, Gates gates) {
    if (!allowed.inGroups()) {
      return IntStream.of(choice).mapToObj(k -> new int[] {k}).toList();
    }
    Map<Layer, List<Integer>> byLayer = new LinkedHashMap<>();
    for (int k : choice) {
      Layer layer = anatomy.neurons().get(k).layer();
      byLayer.computeIfAbsent(layer, l -> new ArrayList<>()).add(k);
    }
    List<int[]> groups = new ArrayList<>();
    byLayer.forEach(
        (layer, neurons) ->
            groups.add(ranking.lowest(allowed.group(anatomy.width(layer, gates)), neurons)));
    return groups;
  }

  /** How many of these removals are whole groups; a run may be cut short within one. */
  int whole(List<Removal> removals) {
    Map<String, Integer> widths = new HashMap<>();
    int whole = 0;
    while (whole < removals.size()) {
      Neuron first = removals.get(whole).neuron();
      int width = widths.getOrDefault(first.layer().name(), first.layer().width());
      int group = allowed.group(width);
      if (whole + group > removals.size()) {
        break;
      }
      widths.put(first.layer().name(), width - group);
      whole += group;
    }
    return whole;
  }
}
