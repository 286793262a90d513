package io.secateur.anatomy.relations;

import io.secateur.anatomy.Relator;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Follows an element of a shape that the graph puts together back to the constant, or the Shape
 * node, it is from.
 */
final class ShapeSource {
  /**
   * Where an element of a shape comes from.
   *
   * @param node the node that takes the constant, or the Shape node
   * @param constant the constant; null if the element is measured by a Shape node
   */
  record Element(Node node, int slot, int index, @Nullable Tensor constant) {
    boolean isConstant() {
      return constant != null;
    }

    Tensor tensor() {
      if (constant == null) {
        throw new IllegalStateException(node + " measures its size");
      }
      return constant;
    }
  }

  private final Relator relator;
  private final Graph graph;

  ShapeSource(Relator relator) {
    this.relator = relator;
    this.graph = relator.graph();
  }

  /** The origin of one element of a node's input; null if it is computed in another way. */
  @Nullable Element find(Node node, int slot, int index) {
    String value = node.input(slot);
    Tensor constant = graph.constants().get(value);
    if (constant != null) {
      return index < constant.size() ? new Element(node, slot, index, constant) : null;
    }
    Node maker = graph.producer(value);
    if (maker == null) {
      return null;
    }
    return switch (maker.op()) {
      case "Cast", "Identity", "Unsqueeze", "Squeeze", "Reshape" -> find(maker, 0, index);
      case "Concat" -> inConcat(maker, index);
      case "Shape" -> new Element(maker, 0, index, null);
      case "Gather" -> picked(maker, index, 1, 0);
      case "Slice" -> picked(maker, 0, 1, index);
      default -> null;
    };
  }

  /**
   * An element that a node picks from what a Shape node measured: the axis that its constant says.
   */
  private @Nullable Element picked(Node picker, int place, int slot, int offset) {
    Node maker = graph.producer(picker.input(0));
    Tensor axes = picker.hasInput(slot) ? graph.constants().get(picker.input(slot)) : null;
    if (maker == null || !maker.op().equals("Shape") || axes == null || place >= axes.size()) {
      return null;
    }
    long axis = axes.longs()[place];
    int rank = relator.in(maker, 0).rank();
    return new Element(maker, 0, (int) (axis < 0 ? axis + rank : axis) + offset, null);
  }

  /** The parts of a concatenated shape are vectors. */
  private @Nullable Element inConcat(Node concat, int index) {
    int from = 0;
    for (int i = 0; i < concat.inputs().size(); i++) {
      int size = relator.in(concat, i).size(0);
      if (index < from + size) {
        return find(concat, i, index - from);
      }
      from += size;
    }
    return null;
  }
}
