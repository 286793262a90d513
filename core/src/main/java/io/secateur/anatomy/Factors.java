package io.secateur.anatomy;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis that a reshape made by merging others, or split into others: index (i, j, k) of the parts
 * is index (i·J + j)·K + k of the whole.
 *
 * <p>Only whole rows of such a rectangle can go. One part carries the neurons and the others are
 * pinned.
 */
final class Factors {
  private final Relator.Axis whole;
  private final List<Relator.Axis> parts;

  Factors(Relator.Axis whole, List<Relator.Axis> parts) {
    this.whole = whole;
    this.parts = parts;
  }

  /**
   * Joins the whole with the part that carries neurons, if that is clear by now.
   *
   * @param force decides for the first candidate where several are left
   * @return whether it was decided
   */
  boolean decide(Partition partition, boolean force) {
    List<Integer> free = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      if (parts.get(p).size() > 1 && hasFree(partition, parts.get(p))) {
        free.add(p);
      }
    }
    if (free.size() > 1 && !force && hasFree(partition, whole)) {
      return false;
    }
    int carrier = free.isEmpty() ? 0 : free.get(0);
    for (int p = 0; p < parts.size(); p++) {
      for (int i = 0; p != carrier && i < parts.get(p).size(); i++) {
        partition.pin(
            parts.get(p).id(i),
            "a reshape merges it with other axes, and another one carries neurons");
      }
    }
    join(partition, carrier);
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
    int inner = 1;
    for (int p = carrier + 1; p < parts.size(); p++) {
      inner *= parts.get(p).size();
    }
    int size = parts.get(carrier).size();
    for (int j = 0; j < whole.size(); j++) {
      partition.join(whole.id(j), parts.get(carrier).id(j / inner % size));
    }
  }
}
