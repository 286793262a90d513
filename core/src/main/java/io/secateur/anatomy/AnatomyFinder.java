package io.secateur.anatomy;

import io.secateur.anatomy.Relator.Axis;
import io.secateur.anatomy.Relator.Writer;
import io.secateur.anatomy.relations.Relations;
import io.secateur.anatomy.relations.SizeUses;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets every operator speak, then reads layers off the partition that results. */
final class AnatomyFinder {
  /** Classes with equal keys are one layer. */
  private record LayerKey(List<Integer> places, @Nullable String reason) {}

  private final Graph graph;
  private final Relator relator;
  private final Partition partition;
  private final List<Axis> axes = new ArrayList<>();

  AnatomyFinder(Graph graph, Shapes shapes) {
    this.graph = graph;
    this.relator = new Relator(graph, shapes);
    this.partition = relator.partition;
  }

  Anatomy find() {
    for (ValueInfo input : graph.inputs()) {
      relator.pin(relator.value(input.name()), "it is the graph's input '" + input.name() + "'");
    }
    for (Node node : graph.nodes()) {
      Relations.of(node.op()).relate(node, relator);
      takeConstants(node);
    }
    new SizeUses(relator).follow();
    for (ValueInfo output : graph.outputs()) {
      relator.pin(relator.value(output.name()), "it is the graph's output '" + output.name() + "'");
    }
    decideFactors();

    Map<Integer, List<Integer>> places = places();
    Set<Integer> read = read();
    Map<LayerKey, List<Integer>> members = new LinkedHashMap<>();
    Map<LayerKey, Writer> firsts = new HashMap<>();
    Set<Integer> seen = new HashSet<>();
    for (Writer writer : relator.writers) {
      for (int i = writer.from(); i < writer.from() + writer.count(); i++) {
        int root = partition.find(writer.operand().id(writer.axis(), i));
        String reason = partition.pin(root);
        if (reason == null && !read.contains(root)) {
          reason = "nothing sums over it";
        }
        if ((reason == null || !writer.ofConstants()) && seen.add(root)) {
          LayerKey key = new LayerKey(places.getOrDefault(root, List.of()), reason);
          members.computeIfAbsent(key, k -> new ArrayList<>()).add(root);
          firsts.putIfAbsent(key, writer);
        }
      }
    }

    List<Layer> layers = new ArrayList<>();
    Map<Integer, Integer> neurons = new HashMap<>(); // class -> neuron
    Set<String> names = new HashSet<>();
    members.forEach(
        (key, roots) -> {
          Writer writer = Objects.requireNonNull(firsts.get(key));
          int first = key.reason() == null ? neurons.size() : -1;
          layers.add(
              new Layer(
                  unique(writer.node().name(), names),
                  writer.node().op().startsWith("Conv") ? "channel" : "unit",
                  roots.size(),
                  key.reason(),
                  first,
                  key.places().stream().map(axes::get).toList()));
          if (key.reason() == null) {
            roots.forEach(root -> neurons.put(root, neurons.size()));
          }
        });
    List<Chain> chains =
        new ChainFinder(graph, relator)
            .find(layers.stream().map(Layer::places).toList(), List.copyOf(members.values()));
    NeuronPlaces found = new NeuronPlaces(relator, axes, neurons);
    return new Anatomy(
        layers,
        chains,
        found.gateSites(),
        found.slices(),
        found.sizes(),
        new Scalings(relator, found).find(),
        found.averages(),
        found.costs());
  }

  /**
   * Also a constant of which a relation says nothing, such as a padding's value, is a parameter.
   */
  private void takeConstants(Node node) {
    for (int slot = 0; slot < node.inputs().size(); slot++) {
      if (graph.constants().containsKey(node.inputs().get(slot))) {
        relator.in(node, slot);
      }
    }
  }

  /**
   * Reshapes are decided once all that pins their parts is known; what stays open takes heads, or
   * the part with the most neurons.
   */
  private void decideFactors() {
    Set<Integer> met = classes(relator.meetings);
    List<Axis> heads = new ArrayList<>();
    relator.undecided.forEach(f -> heads.addAll(f.heads(partition, met)));
    while (!relator.undecided.isEmpty()) {
      if (!relator.undecided.removeIf(f -> f.decide(partition, false, classes(heads)))) {
        relator.undecided.remove(0).decide(partition, true, classes(heads));
      }
    }
  }

  private Set<Integer> classes(List<Axis> axes) {
    Set<Integer> classes = new HashSet<>();
    for (Axis axis : axes) {
      for (int i = 0; i < axis.size(); i++) {
        classes.add(partition.find(axis.id(i)));
      }
    }
    return classes;
  }

  /** For every class, the axes on which it lies, as numbers of {@link #axes}. */
  private Map<Integer, List<Integer>> places() {
    Map<Integer, List<Integer>> places = new HashMap<>();
    for (Operand operand : relator.order) {
      for (int axis = 0; axis < operand.rank(); axis++) {
        int place = axes.size();
        axes.add(new Axis(operand, axis));
        for (int i = 0; i < operand.size(axis); i++) {
          List<Integer> list =
              places.computeIfAbsent(partition.find(operand.id(axis, i)), r -> new ArrayList<>(4));
          if (list.isEmpty() || list.get(list.size() - 1) != place) {
            list.add(place);
          }
        }
      }
    }
    return places;
  }

  private Set<Integer> read() {
    Set<Integer> read = new HashSet<>();
    for (Reading reading : relator.readings) {
      Operand operand = relator.in(reading.node(), reading.slot());
      for (int i = 0; i < operand.size(reading.axis()); i++) {
        read.add(partition.find(operand.id(reading.axis(), i)));
      }
    }
    return read;
  }

  private static String unique(String name, Set<String> names) {
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "#" + i;
    }
    return unique;
  }
}
