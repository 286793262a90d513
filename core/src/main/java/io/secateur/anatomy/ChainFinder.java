package io.secateur.anatomy;

import io.secateur.anatomy.Relator.Axis;
import io.secateur.anatomy.Relator.Writer;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes of each layer. The way to a pin is the shortest from place to place of the
 * layer's classes, where a node leads from each of its inputs and outputs to the others.
 */
final class ChainFinder {
  private final Relator relator;
  private final Map<String, Node> makers = new HashMap<>(); // value -> node
  private final Map<String, List<Node>> users = new HashMap<>(); // value -> nodes

  ChainFinder(Graph graph, Relator relator) {
    this.relator = relator;
    for (Node node : graph.nodes()) {
      node.outputs().forEach(value -> makers.put(value, node));
      Set<String> taken = new LinkedHashSet<>(node.inputs());
      taken.addAll(node.captures());
      taken.forEach(value -> users.computeIfAbsent(value, v -> new ArrayList<>()).add(node));
    }
  }

  /**
   * The chains of layers.
   *
   * @param places for each layer, where it lives
   * @param roots for each layer, its classes
   */
  List<Chain> find(List<List<Axis>> places, List<List<Integer>> roots) {
    Map<Integer, Integer> layers = new HashMap<>(); // class -> layer
    for (int l = 0; l < roots.size(); l++) {
      for (int root : roots.get(l)) {
        layers.put(root, l);
      }
    }
    List<List<Writer>> writers = lists(roots.size());
    for (Writer writer : relator.writers) {
      Axis axis = new Axis(writer.operand(), writer.axis());
      for (int l : along(axis, writer.from(), writer.count(), layers)) {
        writers.get(l).add(writer);
      }
    }
    List<List<Chain.Stop>> readers = lists(roots.size());
    for (Reading reading : relator.readings) {
      Axis axis = new Axis(relator.in(reading.node(), reading.slot()), reading.axis());
      for (int l : along(axis, 0, axis.size(), layers)) {
        readers.get(l).add(stop(reading.node(), axis));
      }
    }
    List<Chain> chains = new ArrayList<>();
    for (int l = 0; l < roots.size(); l++) {
      chains.add(chain(places.get(l), roots.get(l).get(0), writers.get(l), readers.get(l)));
    }
    return chains;
  }

  private Chain chain(List<Axis> places, int root, List<Writer> writers, List<Chain.Stop> readers) {
    List<Chain.Stop> made = new ArrayList<>();
    Set<Axis> written = new HashSet<>();
    for (Writer writer : writers) {
      Axis axis = new Axis(writer.operand(), writer.axis());
      if (written.add(axis)) {
        made.add(stop(writer.node(), axis));
      }
    }
    List<Chain.Stop> carried = new ArrayList<>();
    for (Axis place : places) {
      Node maker = maker(place);
      if (maker != null && !written.contains(place)) {
        carried.add(stop(maker, place));
      }
    }
    return new Chain(made, carried, readers, path(places, made, root));
  }

  private List<Chain.Stop> path(List<Axis> places, List<Chain.Stop> made, int root) {
    int pin = relator.partition.pinnedAt(root);
    if (pin < 0) {
      return List.of();
    }
    Map<Integer, List<Axis>> beside = new HashMap<>(); // node -> places
    for (Axis place : places) {
      around(place)
          .forEach(n -> beside.computeIfAbsent(n.index(), i -> new ArrayList<>()).add(place));
    }
    Map<Axis, Chain.Stop> led = new HashMap<>(); // place -> the node that led there
    Map<Axis, Axis> from = new HashMap<>();
    Deque<Axis> next = new ArrayDeque<>();
    places.stream()
        .filter(place -> isFirst(made, place))
        .forEach(place -> begin(place, made.get(0), led, next));
    while (!next.isEmpty()) {
      Axis place = next.remove();
      if (pin >= place.id(0) && pin < place.id(0) + place.size()) {
        return back(place, led, from);
      }
      for (Node node : around(place)) {
        for (Axis other : beside.getOrDefault(node.index(), List.of())) {
          if (!led.containsKey(other)) {
            from.put(other, place);
            begin(other, stop(node, other), led, next);
          }
        }
      }
    }
    return List.of();
  }

  private static void begin(
      Axis place, Chain.Stop stop, Map<Axis, Chain.Stop> led, Deque<Axis> next) {
    led.put(place, stop);
    next.add(place);
  }

  private static boolean isFirst(List<Chain.Stop> made, Axis place) {
    return !made.isEmpty()
        && !place.operand().isConstant()
        && made.get(0).value().equals(place.operand().value())
        && made.get(0).axis() == place.axis();
  }

  private static List<Chain.Stop> back(Axis end, Map<Axis, Chain.Stop> led, Map<Axis, Axis> from) {
    List<Chain.Stop> path = new ArrayList<>();
    for (Axis at = end; at != null; at = from.get(at)) {
      Chain.Stop stop = led.get(at);
      if (stop != null) {
        path.add(0, stop);
      }
    }
    return path;
  }

  /** The nodes that make or take what lies at a place. */
  private List<Node> around(Axis place) {
    Node user = place.operand().user();
    if (user != null) {
      return List.of(user);
    }
    List<Node> around = new ArrayList<>(users.getOrDefault(place.operand().value(), List.of()));
    Node maker = maker(place);
    if (maker != null) {
      around.add(maker);
    }
    return around;
  }

  private @Nullable Node maker(Axis place) {
    return place.operand().isConstant() ? null : makers.get(place.operand().value());
  }

  private static Chain.Stop stop(Node node, Axis axis) {
    return new Chain.Stop(node, axis.operand().value(), axis.axis());
  }

  /** The layers along a range of an axis. */
  private Set<Integer> along(Axis axis, int from, int count, Map<Integer, Integer> layers) {
    Set<Integer> along = new LinkedHashSet<>();
    for (int i = from; i < from + count; i++) {
      Integer layer = layers.get(relator.partition.find(axis.id(i)));
      if (layer != null) {
        along.add(layer);
      }
    }
    return along;
  }

  private static <T> List<List<T>> lists(int count) {
    List<List<T>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }
}
