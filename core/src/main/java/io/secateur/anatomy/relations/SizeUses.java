package io.secateur.anatomy.relations;

import io.secateur.anatomy.Relator;
import io.secateur.anatomy.SizeConstant;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows every size that may change forward to those who take it. Where one of them does something
 * with it that no relation has spoken for, a size that is written down must stay as it is, and one
 * that is measured is made again what it was.
 */
public final class SizeUses {
  private final Relator relator;
  private final Graph graph;
  private final ShapeSource source;
  private final ShapeSteps steps;
  private final Deque<String> left = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  public SizeUses(Relator relator) {
    this.relator = relator;
    this.graph = relator.graph();
    this.source = new ShapeSource(relator);
    this.steps = new ShapeSteps(relator, source);
  }

  /** Finds the sizes that are used in ways that are not known. */
  public void follow() {
    for (Node node : graph.nodes()) {
      if (node.op().equals("Shape")) {
        add(node.output());
      }
    }
    for (SizeConstant size : List.copyOf(relator.numbers().written())) {
      if (size.attribute() == null && ShapeSteps.carries(size.node().op(), size.slot())) {
        add(size.node().output());
      }
    }
    while (!left.isEmpty()) {
      String value = left.remove();
      if (graph.isOutput(value)) {
        origins(value).forEach(e -> source.keep("it is the graph's output '" + value + "'", e));
      }
      for (Node reader : graph.readers(value)) {
        for (int slot = 0; slot < reader.inputs().size(); slot++) {
          if (reader.inputs().get(slot).equals(value)) {
            use(reader, slot);
          }
        }
        if (reader.captures().contains(value)) {
          origins(value).forEach(e -> source.keep(computes(reader), e));
        }
      }
    }
  }

  private void add(String value) {
    if (seen.add(value)) {
      left.add(value);
    }
  }

  private void use(Node reader, int slot) {
    if (ShapeSteps.carries(reader.op(), slot)) {
      add(reader.output());
      if (!isFollowed(reader)) {
        restore(reader, slot);
      }
    } else if (!reader.op().equals("Shape")
        && !relator.numbers().isUnderstood(reader, slot)
        && !asksForMinusOne(reader, slot)) {
      restore(reader, slot);
    }
  }

  /** Whether the origin of everything that a node makes of numbers is known. */
  private boolean isFollowed(Node node) {
    for (int i = 0; i < ShapeSteps.size(relator.out(node)); i++) {
      if (steps.made(node, i) == null) {
        return false;
      }
    }
    return true;
  }

  /** Exporters ask whether a size is −1, which it is not, whatever becomes of it. */
  private boolean asksForMinusOne(Node reader, int slot) {
    if (!reader.op().equals("Equal")) {
      return false;
    }
    for (int i = 0; i < ShapeSteps.size(relator.in(reader, 1 - slot)); i++) {
      Element other = source.find(reader, 1 - slot, i);
      if (other == null || other.value() >= 0) {
        return false;
      }
    }
    return true;
  }

  private static String computes(Node by) {
    return by + ": it computes with the size of this axis";
  }

  private void restore(Node reader, int slot) {
    origins(reader.inputs().get(slot)).forEach(e -> source.restore(computes(reader), e));
  }

  /** Where the elements of a value come from, as far as that is known. */
  private List<Element> origins(String value) {
    List<Element> origins = new ArrayList<>();
    Node maker = graph.producer(value);
    for (int i = 0; maker != null && i < ShapeSteps.size(relator.out(maker)); i++) {
      Element element = steps.made(maker, i);
      if (element != null) {
        origins.add(element);
      }
    }
    return origins;
  }
}
