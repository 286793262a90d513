package io.secateur.anatomy;

import io.secateur.model.Node;
import java.util.List;

/**
 * Where the neurons of a layer live, in the graph's order.
 *
 * @param writers the nodes that make them, each with what it makes; the first gives the layer its
 *     name
 * @param carriers the nodes that pass them on, each with what it makes
 * @param readers the nodes that sum over them, each with what it takes
 * @param path where the layer cannot be pruned, the way from the first writer to the value that
 *     must stay, each node with the value that it leads to; empty where it can be, or nothing reads
 *     it
 */
public record Chain(List<Stop> writers, List<Stop> carriers, List<Stop> readers, List<Stop> path) {

  /** A chain of which nothing is known. */
  static final Chain UNKNOWN = new Chain(List.of(), List.of(), List.of(), List.of());

  public Chain {
    writers = List.copyOf(writers);
    carriers = List.copyOf(carriers);
    readers = List.copyOf(readers);
    path = List.copyOf(path);
  }

  /**
   * A node, and an axis of a value beside it along which the neurons lie.
   *
   * @param node the node
   * @param value the name of the value or the constant
   * @param axis the axis
   */
  public record Stop(Node node, String value, int axis) {}
}
