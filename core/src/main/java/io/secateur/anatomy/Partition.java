package io.secateur.anatomy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A partition of numbered indices into classes that can only go together, some pinned with a
 * reason.
 */
final class Partition {
  private int[] parent = new int[1024];
  private @Nullable String[] pins = new @Nullable String[1024];
  private int[] pinned = new int[1024];
  private int size;

  /** Adds indices, each a class of its own, and returns the number of the first. */
  int add(int count) {
    int first = size;
    size = Math.addExact(size, count);
    if (size > parent.length) {
      int capacity = Math.max(size, Math.multiplyExact(parent.length, 2));
      parent = Arrays.copyOf(parent, capacity);
      pins = Arrays.copyOf(pins, capacity);
      pinned = Arrays.copyOf(pinned, capacity);
    }
    for (int i = first; i < size; i++) {
      parent[i] = i;
    }
    return first;
  }

  /** The lowest index of the class that holds this one. */
  int find(int index) {
    int root = index;
    while (parent[root] != root) {
      root = parent[root];
    }
    for (int i = index; parent[i] != root; ) {
      int next = parent[i];
      parent[i] = root;
      i = next;
    }
    return root;
  }

  /** Makes two classes one; the lower root stays, so that classes keep the graph's order. */
  void join(int a, int b) {
    int low = find(a);
    int high = find(b);
    if (low == high) {
      return;
    }
    if (low > high) {
      int swap = low;
      low = high;
      high = swap;
    }
    parent[high] = low;
    if (pins[low] == null) {
      pins[low] = pins[high];
      pinned[low] = pinned[high];
    }
  }

  /** Says that a class cannot go; the first reason given is kept. */
  void pin(int index, String reason) {
    int root = find(index);
    if (pins[root] == null) {
      pins[root] = reason;
      pinned[root] = index;
    }
  }

  /** Why the class of an index cannot go; null if it can. */
  @Nullable String pin(int index) {
    return pins[find(index)];
  }

  /** The index for which that reason was given; −1 if the class can go. */
  int pinnedAt(int index) {
    return pin(index) == null ? -1 : pinned[find(index)];
  }

  int size() {
    return size;
  }
}
