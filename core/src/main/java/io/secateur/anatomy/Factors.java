package io.secateur.anatomy;

import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An axis that a reshape made by merging others, or split into others: index (i, j, k) of the parts
 * is index (i·J + j)·K + k of the whole.
 *
 * <p>Only whole rows of such a rectangle can go. One part carries the neurons and the others are
 * pinned: heads, where the reshape makes them, else the part with the most indices.
 */
final class Factors {
  private final Node node;
  private final Relator.Axis whole;
  private final List<Relator.Axis> parts;

  Factors(Node node, Relator.Axis whole, List<Relator.Axis> parts) {
    this.node = node;
    this.whole = whole;
    this.parts = parts;
  }

  /**
   * Joins the whole with the part that carries neurons, if that is clear by now.
   *
   * @param force decides also where several parts could
   * @param heads classes that attention heads are
   * @return whether it was decided
   */
  boolean decide(Partition partition, boolean force, Set<Integer> heads) {
    List<Integer> free = free(partition);
    if (free.size() > 1 && !force && hasFree(partition, whole)) {
      return false;
    }
    List<Integer> apart = free.stream().filter(p -> isApart(partition, p)).toList();
    int carrier =
        (apart.isEmpty() ? free : apart)
            .stream()
                .max(
                    Comparator.comparing((Integer p) -> holds(partition, parts.get(p), heads))
                        .thenComparing(p -> parts.get(p).size())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(0);
    for (int p = 0; p < parts.size(); p++) {
      for (int i = 0; p != carrier && i < parts.get(p).size(); i++) {
        partition.pin(
            parts.get(p).id(i),
            node + ": this axis makes one with others, of which another carries the neurons");
      }
    }
    join(partition, carrier);
    return true;
  }

  /**
   * The parts that stand beside one over which two values meet: queries and keys are multiplied
   * head by head.
   */
  List<Relator.Axis> heads(Partition partition, Set<Integer> met) {
    List<Integer> free = free(partition);
    if (free.stream().noneMatch(p -> holds(partition, parts.get(p), met))) {
      return List.of();
    }
    return free.stream().map(parts::get).filter(a -> !holds(partition, a, met)).toList();
  }

  private List<Integer> free(Partition partition) {
    List<Integer> free = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      if (parts.get(p).size() > 1 && hasFree(partition, parts.get(p))) {
        free.add(p);
      }
    }
    return free;
  }

  private static boolean holds(Partition partition, Relator.Axis axis, Set<Integer> classes) {
    for (int i = 0; i < axis.size(); i++) {
      if (classes.contains(partition.find(axis.id(i)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether no class of the whole lies at two indices of a part, which would join them. */
  private boolean isApart(Partition partition, int part) {
    Map<Integer, Integer> indices = new HashMap<>(); // class -> index of the part
    for (int j = 0; j < whole.size(); j++) {
      int index = index(part, j);
      if (!Objects.equals(indices.getOrDefault(partition.find(whole.id(j)), index), index)) {
        return false;
      }
      indices.put(partition.find(whole.id(j)), index);
    }
    return true;
  }

  private static boolean hasFree(Partition partition, Relator.Axis axis) {
    for (int i = 0; i < axis.size(); i++) {
      if (partition.pin(axis.id(i)) == null) {
        return true;
      }
    }
    return false;
  }

  private void join(Partition partition, int carrier) {
    for (int j = 0; j < whole.size(); j++) {
      partition.join(whole.id(j), parts.get(carrier).id(index(carrier, j)));
    }
  }

  /** The index of a part that index j of the whole stands for. */
  private int index(int part, int j) {
    int inner = 1;
    for (int p = part + 1; p < parts.size(); p++) {
      inner *= parts.get(p).size();
    }
    return j / inner % parts.get(part).size();
  }
}
