package io.secateur.anatomy;

import io.secateur.model.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers and neurons of one graph, and where each of them is to be found. Immutable. */
public final class Anatomy {
  private final List<Layer> layers;
  private final Map<String, Chain> chains = new HashMap<>();
  private final List<Neuron> neurons;
  private final List<GateSite> gateSites;
  private final List<Slice> slices;
  private final List<SizeConstant> sizeConstants;
  private final List<Scaling> scalings;
  private final List<Average> averages;
  private final Costs costs;

  Anatomy(
      List<Layer> layers,
      List<Chain> chains,
      List<GateSite> gateSites,
      List<Slice> slices,
      List<SizeConstant> sizeConstants,
      List<Scaling> scalings,
      List<Average> averages,
      Costs costs) {
    this.layers = List.copyOf(layers);
    this.gateSites = List.copyOf(gateSites);
    this.slices = List.copyOf(slices);
    this.sizeConstants = List.copyOf(sizeConstants);
    this.scalings = List.copyOf(scalings);
    this.averages = List.copyOf(averages);
    this.costs = costs;
    List<Neuron> found = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      this.chains.put(layers.get(l).name(), chains.get(l));
    }
    for (Layer layer : layers) {
      for (int i = 0; layer.isPrunable() && i < layer.width(); i++) {
        found.add(new Neuron(found.size(), layer, i));
      }
    }
    this.neurons = List.copyOf(found);
  }

  /** Finds the layers of a graph whose values have these shapes. */
  public static Anatomy of(Graph graph, Shapes shapes) {
    return new AnatomyFinder(graph, shapes).find();
  }

  /** Every layer in the graph's order, also those that cannot be pruned. */
  public List<Layer> layers() {
    return layers;
  }

  /** The nodes that make, carry and read a layer's neurons. */
  public Chain chain(Layer layer) {
    return chains.getOrDefault(layer.name(), Chain.UNKNOWN);
  }

  /** Every neuron that can be removed; a neuron's id is its place in this list. */
  public List<Neuron> neurons() {
    return neurons;
  }

  /** All gates open. */
  public Gates open() {
    return Gates.open(neurons.size());
  }

  /** How many neurons of a layer that can be pruned are left. */
  public int width(Layer layer, Gates gates) {
    int width = 0;
    for (int i = 0; i < layer.width(); i++) {
      width += gates.isOpen(layer.firstNeuron() + i) ? 1 : 0;
    }
    return width;
  }

  /** Where the gates multiply. */
  public List<GateSite> gateSites() {
    return gateSites;
  }

  /** Every axis of every operand on which neurons lie. */
  public List<Slice> slices() {
    return slices;
  }

  /** The numbers in constants that follow the size of an axis. */
  public List<SizeConstant> sizeConstants() {
    return sizeConstants;
  }

  /** The computed numbers that have to be scaled. */
  public List<Scaling> scalings() {
    return scalings;
  }

  /** The means over neurons. */
  public List<Average> averages() {
    return averages;
  }

  /** What the network costs with some gates closed. */
  public Costs costs() {
    return costs;
  }
}
