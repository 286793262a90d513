package io.secateur.anatomy.relations;

import io.secateur.anatomy.Numbers.Measure;
import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.relations.ShapeSource.Element;
import io.secateur.anatomy.relations.ShapeSource.Kind;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Through one node of those that put a shape together: which element of an input is it? */
final class ShapeSteps {
  private final Relator relator;
  private final ShapeSource source;

  ShapeSteps(Relator relator, ShapeSource source) {
    this.relator = relator;
    this.source = source;
  }

  /** Whether elements go through an operator at this input as they are. */
  static boolean carries(String op, int slot) {
    return switch (op) {
      case "Concat" -> true;
      case "Where" -> slot > 0;
      case "Cast",
          "Identity",
          "Unsqueeze",
          "Squeeze",
          "Reshape",
          "Flatten",
          "Transpose",
          "Gather",
          "Slice" ->
          slot == 0;
      default -> false;
    };
  }

  /** Element {@code index}, counted row by row, of what a node makes; null if it is not known. */
  @Nullable Element made(Node node, int index) {
    return switch (node.op()) {
      case "Cast", "Identity", "Unsqueeze", "Squeeze", "Reshape", "Flatten" ->
          source.find(node, 0, index);
      case "Concat" -> concatenated(node, index);
      case "Transpose" -> transposed(node, index);
      case "Gather" -> gathered(node, index);
      case "Slice" -> sliced(node, index);
      case "Shape" -> measured(node, index);
      case "ConstantOfShape" -> repeated(node);
      case "Where" -> chosen(node, index);
      case "Add", "Sub", "Mul", "Div", "Mod", "Max", "Min", "Equal" -> computed(node, index);
      default -> null;
    };
  }

  private Element measured(Node node, int index) {
    Operand of = relator.in(node, 0);
    long start = node.attributes().integer("start", 0);
    int axis = Math.max(0, Relations.axis(start, of.rank())) + index;
    return Element.measured(node, axis, of.size(axis));
  }

  private static Element fixed(Node node, long value, Element... from) {
    Set<Measure> measures = new LinkedHashSet<>();
    for (Element element : from) {
      measures.addAll(element.measures());
    }
    return new Element(Kind.FIXED, node, -1, null, 0, value, measures, -1, -1);
  }

  private static @Nullable Element repeated(Node node) {
    Tensor value = node.attributes().tensor("value");
    return value == null || !ShapeSource.isInteger(value) ? null : fixed(node, value.longs()[0]);
  }

  private @Nullable Element concatenated(Node node, int index) {
    Operand y = relator.out(node);
    int axis = Relations.axis(node.attributes().integer("axis", 1), y.rank());
    int[] at = places(y, index);
    for (int i = 0; i < node.inputs().size(); i++) {
      Operand part = relator.in(node, i);
      if (at[axis] < part.size(axis)) {
        return source.find(node, i, index(part, at));
      }
      at[axis] -= part.size(axis);
    }
    return null;
  }

  private @Nullable Element transposed(Node node, int index) {
    Operand x = relator.in(node, 0);
    int[] at = places(relator.out(node), index);
    int[] from = new int[at.length];
    for (int axis = 0; axis < at.length; axis++) {
      from[Transposition.from(node, axis, at.length)] = at[axis];
    }
    return source.find(node, 0, index(x, from));
  }

  /** From a vector, which is all that shapes need. */
  private @Nullable Element gathered(Node node, int index) {
    Operand x = relator.in(node, 0);
    Element place = x.rank() == 1 ? source.find(node, 1, index) : null;
    return place == null ? null : source.find(node, 0, Relations.axis(place.value(), x.size(0)));
  }

  private @Nullable Element sliced(Node node, int index) {
    Operand x = relator.in(node, 0);
    List<Bounds> bounds = Bounds.of(node, x, source);
    if (bounds == null) {
      return null;
    }
    int[] at = places(relator.out(node), index);
    for (Bounds b : bounds) {
      at[b.axis()] = b.from() + at[b.axis()] * b.step();
    }
    return source.find(node, 0, index(x, at));
  }

  private @Nullable Element chosen(Node node, int index) {
    Element condition = operand(node, 0, index);
    return condition == null ? null : operand(node, condition.value() != 0 ? 1 : 2, index);
  }

  private @Nullable Element computed(Node node, int index) {
    if (node.inputs().size() != 2) { // a maximum of one or of many
      return null;
    }
    Element a = operand(node, 0, index);
    Element b = operand(node, 1, index);
    if (a == null || b == null) {
      return null;
    }
    long x = a.value();
    long y = b.value();
    return switch (node.op()) {
      case "Add" -> fixed(node, x + y, a, b);
      case "Sub" -> fixed(node, x - y, a, b);
      case "Mul" -> fixed(node, x * y, a, b);
      case "Mod" -> y == 0 || !isWhole(node) ? null : fixed(node, Math.floorMod(x, y), a, b);
      case "Max" -> fixed(node, Math.max(x, y), a, b);
      case "Min" -> fixed(node, Math.min(x, y), a, b);
      case "Equal" -> fixed(node, x == y ? 1 : 0, a, b);
      default -> y == 0 || (x % y != 0 && !isWhole(node)) ? null : fixed(node, x / y, a, b);
    };
  }

  /** Whether a node computes with integers, as one of its constants tells. */
  private boolean isWhole(Node node) {
    return node.inputs().stream()
        .map(relator.graph().constants()::get)
        .anyMatch(c -> c != null && ShapeSource.isInteger(c));
  }

  /** An element of an input that is as long as the output, or a single number. */
  private @Nullable Element operand(Node node, int slot, int index) {
    long size = size(relator.in(node, slot));
    return size == 1 || size == size(relator.out(node))
        ? source.find(node, slot, size == 1 ? 0 : index)
        : null;
  }

  static long size(Operand operand) {
    long size = 1;
    for (int axis = 0; axis < operand.rank(); axis++) {
      size *= operand.size(axis);
    }
    return size;
  }

  /** The place on each axis of an element counted row by row. */
  private static int[] places(Operand operand, int index) {
    int[] at = new int[operand.rank()];
    int left = index;
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = left % operand.size(axis);
      left /= operand.size(axis);
    }
    return at;
  }

  private static int index(Operand operand, int[] at) {
    int index = 0;
    for (int axis = 0; axis < at.length; axis++) {
      index = index * operand.size(axis) + at[axis];
    }
    return index;
  }
}
