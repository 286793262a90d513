package io.secateur.anatomy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neurons that are each other's peers: the same tensors, the same axes.
 *
 * @param name the name of the node that makes it, which is unique among layers
 * @param kind what its neurons are: {@code unit} or {@code channel}
 * @param width how many neurons it has
 * @param reason why none of them can be removed; null where they can
 * @param firstNeuron the number of its first neuron among all that can be removed; −1 where none
 *     can
 * @param places where its neurons live
 */
public record Layer(
    String name,
    String kind,
    int width,
    @Nullable String reason,
    int firstNeuron,
    List<Relator.Axis> places) {

  public Layer {
    places = List.copyOf(places);
  }

  public boolean isPrunable() {
    return reason == null;
  }

  @Override
  public String toString() {
    return name;
  }
}
