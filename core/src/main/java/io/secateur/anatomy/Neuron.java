package io.secateur.anatomy;

/**
 * What is removed as one.
 *
 * @param id its number among all neurons that can be removed, in the graph's order
 * @param layer the layer that it belongs to
 * @param index its place in the layer, from 0
 */
public record Neuron(int id, Layer layer, int index) {
  @Override
  public String toString() {
    return layer.name() + ":" + index;
  }
}
