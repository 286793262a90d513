package io.secateur.anatomy.relations;

import io.secateur.anatomy.Numbers.Computed;
import io.secateur.anatomy.Numbers.Measure;
import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.anatomy.SizeConstant;
import io.secateur.model.Graph;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a number that a node is given, an element of a shape that the graph puts together or the
 * amount of a padding, back to the constant, the attribute or the Shape node that it is from.
 */
final class ShapeSource {
  /** What a number is. */
  enum Kind {
    /** An element of a constant or an attribute, which surgery can change. */
    WRITTEN,
    /** The size of an axis, by a Shape node. */
    MEASURED,
    /** Computed, or otherwise out of reach. */
    FIXED
  }

  /**
   * Where a number comes from.
   *
   * @param node the node that takes the constant or has the attribute, or the Shape node
   * @param slot the input; −1 for an attribute
   * @param attribute the attribute's name; null where it is none
   * @param index the element; for a Shape node the axis
   * @param value the number
   * @param measures the sizes that it is computed from
   * @param taken the input at which a node is given it in the end; −1 where that does not matter
   * @param place which element it is there
   */
  record Element(
      Kind kind,
      Node node,
      int slot,
      @Nullable String attribute,
      int index,
      long value,
      Set<Measure> measures,
      int taken,
      int place) {
    static Element written(Node node, int slot, @Nullable String attribute, int index, long value) {
      return new Element(Kind.WRITTEN, node, slot, attribute, index, value, Set.of(), -1, -1);
    }

    static Element measured(Node shape, int axis, long size) {
      Set<Measure> measures = Set.of(new Measure(shape, axis));
      return new Element(Kind.MEASURED, shape, 0, null, axis, size, measures, -1, -1);
    }

    Element takenAt(int input, int element) {
      return new Element(kind, node, slot, attribute, index, value, measures, input, element);
    }
  }

  private final Relator relator;
  private final Graph graph;

  ShapeSource(Relator relator) {
    this.relator = relator;
    this.graph = relator.graph();
  }

  /** The origin of one element of a node's input; null if it is not known. */
  @Nullable Element find(Node node, int slot, int index) {
    String value = node.input(slot);
    Tensor constant = graph.constants().get(value);
    if (constant != null) {
      return isInteger(constant) && index < constant.size()
          ? Element.written(node, slot, null, index, constant.longs()[index])
          : null;
    }
    Node maker = graph.producer(value);
    return maker == null || !maker.output().equals(value)
        ? null
        : new ShapeSteps(relator, this).made(maker, index);
  }

  /** A number that a node is given, and that it may {@link #count} something by. */
  @Nullable Element given(Node node, int slot, int index) {
    Element element = find(node, slot, index);
    return element == null ? null : element.takenAt(slot, index);
  }

  static boolean isInteger(Tensor constant) {
    return constant.type().bytes() > 0 && !constant.type().isReal();
  }

  /**
   * Numbers that older opsets give as an attribute and newer ones as an input; empty where neither
   * is there, null where one of them is not known.
   */
  @Nullable List<Element> all(Node node, String attribute, int slot) {
    List<Element> found = new ArrayList<>();
    if (node.hasInput(slot)) {
      relator.numbers().understand(node, slot);
      Operand numbers = relator.in(node, slot);
      int size = numbers.rank() == 0 ? 1 : numbers.size(0);
      for (int i = 0; i < size; i++) {
        Element element = given(node, slot, i);
        if (element == null) {
          return null;
        }
        found.add(element);
      }
    } else {
      long[] values = node.attributes().integers(attribute);
      for (int i = 0; i < values.length; i++) {
        found.add(Element.written(node, -1, attribute, i, values[i]));
      }
    }
    return found;
  }

  /**
   * The number counts the indices of an axis from {@code from} on, and has to follow them; where it
   * cannot, they stay.
   */
  void count(Node node, Element number, Operand of, int axis, int from, int count) {
    if (count == 0) {
      return;
    }
    switch (number.kind()) {
      case WRITTEN ->
          relator
              .numbers()
              .written(
                  new SizeConstant(
                      number.node(),
                      number.slot(),
                      number.attribute(),
                      number.index(),
                      of,
                      axis,
                      from,
                      count));
      case MEASURED -> {
        Axis measured = new Axis(relator.in(number.node(), 0), number.index());
        computed(node, number, new Axis(of, axis), from, count, measured);
      }
      case FIXED -> computed(node, number, new Axis(of, axis), from, count, null);
    }
  }

  private void computed(
      Node node, Element number, Axis of, int from, int count, @Nullable Axis measured) {
    if (number.value() != count || number.taken() < 0) {
      relator.pin(
          of.operand(), of.axis(), node + ": its size is computed in a way that is not understood");
      return;
    }
    relator
        .numbers()
        .computed(
            new Computed(
                node,
                number.taken(),
                number.place(),
                of,
                from,
                count,
                measured,
                number.measures()));
  }

  /** Somebody takes this number in a way that we do not know, so what it counts stays. */
  void keep(String reason, Element number) {
    if (number.kind() == Kind.MEASURED) {
      relator.pin(relator.in(number.node(), 0), number.index(), reason);
    }
    keepWritten(reason, number);
  }

  /** The same, except that what is measured can be made what it was. */
  void restore(String reason, Element number) {
    number.measures().forEach(relator.numbers()::restore);
    keepWritten(reason, number);
  }

  private void keepWritten(String reason, Element number) {
    if (number.kind() == Kind.WRITTEN) {
      relator
          .numbers()
          .keep(
              s ->
                  s.node().equals(number.node())
                      && s.slot() == number.slot()
                      && s.element() == number.index()
                      && Objects.equals(s.attribute(), number.attribute()),
              reason);
    }
  }
}
