package io.secateur.anatomy;

import io.secateur.anatomy.Relator.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in the graph neurons lie, once it is known which classes they are. */
final class NeuronPlaces {
  private final Relator relator;
  private final List<Axis> axes;
  private final Map<Integer, Integer> neurons;

  /**
   * @param axes every axis of every operand
   * @param neurons the neuron that a class is
   */
  NeuronPlaces(Relator relator, List<Axis> axes, Map<Integer, Integer> neurons) {
    this.relator = relator;
    this.axes = axes;
    this.neurons = neurons;
  }

  List<GateSite> gateSites() {
    List<GateSite> sites = new ArrayList<>();
    for (Reading reading : relator.readings) {
      Axis axis = new Axis(relator.in(reading.node(), reading.slot()), reading.axis());
      int[] along = along(axis);
      if (along != null) {
        sites.add(new GateSite(reading.node(), reading.slot(), reading.axis(), along));
      }
    }
    return sites;
  }

  List<Slice> slices() {
    List<Slice> slices = new ArrayList<>();
    for (Axis axis : axes) {
      int[] along = along(axis);
      if (along != null) {
        slices.add(new Slice(axis.operand(), axis.axis(), along));
      }
    }
    return slices;
  }

  /** The numbers that count neurons. */
  List<SizeConstant> sizes() {
    return relator.numbers().written().stream()
        .filter(s -> along(new Axis(s.operand(), s.axis())) != null)
        .toList();
  }

  List<Average> averages() {
    List<Average> averages = new ArrayList<>();
    for (Reading mean : relator.averages) {
      Operand operand = relator.in(mean.node(), mean.slot());
      int[] along = along(new Axis(operand, mean.axis()));
      if (along != null) {
        averages.add(new Average(mean.node(), along));
      }
    }
    return averages;
  }

  /** The neurons along an axis; null if there are none. */
  private int @Nullable [] along(Axis axis) {
    int[] along = all(axis);
    return Arrays.stream(along).anyMatch(n -> n >= 0) ? along : null;
  }

  /** For each index of an axis, its neuron or −1. */
  int[] all(Axis axis) {
    int[] along = new int[axis.size()];
    for (int i = 0; i < along.length; i++) {
      along[i] = neurons.getOrDefault(relator.partition.find(axis.id(i)), -1);
    }
    return along;
  }

  Costs costs() {
    List<List<Costs.Extent>> products = new ArrayList<>();
    relator.products.forEach(p -> products.add(extents(p.axes())));
    Map<String, Set<List<Costs.Extent>>> constants = new LinkedHashMap<>();
    for (Operand operand : relator.order) {
      if (relator.graph().parameters().contains(operand.value())) {
        List<Axis> all = new ArrayList<>();
        for (int a = 0; a < operand.rank(); a++) {
          all.add(new Axis(operand, a));
        }
        constants.computeIfAbsent(operand.value(), v -> new HashSet<>()).add(extents(all));
      }
    }
    return new Costs(products, List.copyOf(constants.values()), relator.samples());
  }

  private List<Costs.Extent> extents(List<Axis> axes) {
    return axes.stream().map(a -> new Costs.Extent(a.size(), boxed(along(a)))).toList();
  }

  private static List<Integer> boxed(int @Nullable [] neurons) {
    return neurons == null ? List.of() : Arrays.stream(neurons).boxed().toList();
  }
}
