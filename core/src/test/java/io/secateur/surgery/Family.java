package io.secateur.surgery;

import io.secateur.model.Model;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A way to build networks.
 *
 * @param make a network from random numbers
 * @param widths of the layers that can be pruned, in the graph's order
 */
record Family(String name, Function<Random, Model> make, List<Integer> widths) {
  static Family of(String name, Function<Random, Model> make, Integer... widths) {
    return new Family(name, make, List.of(widths));
  }

  @Override
  public String toString() {
    return name;
  }
}
