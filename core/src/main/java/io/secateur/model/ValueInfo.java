package io.secateur.model;

import java.util.List;

/**
 * What a graph declares of one of its inputs or outputs.
 *
 * @param name its name in the graph
 * @param type its element type
 * @param dims its size along each axis, −1 where it is free; empty also where no shape is declared
 */
public record ValueInfo(String name, ElementType type, List<Long> dims) {
  public ValueInfo {
    dims = List.copyOf(dims);
  }

  /** The shape as people write it: {@code [?, 3, 32, 32]}. */
  public String shape() {
    return dims.stream().map(d -> d < 0 ? "?" : d.toString()).toList().toString();
  }
}
