package io.secateur.surgery;

import io.secateur.anatomy.Average;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Scaling;
import io.secateur.model.Model;
import io.secateur.model.ModelEdit;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts back what depends on how many neurons there are. Computed numbers are scaled by a
 * multiplication and a division of integers, which leave no remainder: what a Shape node measures,
 * to what it was, and what counts neurons, to what is left of them. A mean is multiplied by the
 * part of its elements that is left, so that it is the sum divided by what it was divided by
 * before.
 */
final class Rescaling {
  private final Model model;
  private final Gates gates;
  private final ModelEdit edit;
  private final Map<String, String> taken = new HashMap<>(); // a node's input -> what is there now

  /** The numbers that a node makes, or is given at an input. */
  private record Place(Node node, int slot) {}

  Rescaling(Model model, Gates gates, ModelEdit edit) {
    this.model = model;
    this.gates = gates;
    this.edit = edit;
  }

  void apply(List<Scaling> scalings, List<Average> averages) {
    Map<Place, List<Scaling>> places = new LinkedHashMap<>();
    for (Scaling scaling : scalings) {
      if (scaling.kept(gates) < scaling.neurons().length) {
        Place place = new Place(scaling.node(), scaling.slot());
        places.computeIfAbsent(place, p -> new ArrayList<>()).add(scaling);
      }
    }
    places.forEach((place, all) -> apply(place.node(), place.slot(), all));
    Map<Node, Double> parts = new LinkedHashMap<>();
    averages.forEach(a -> parts.merge(a.node(), a.part(gates), (x, y) -> x * y));
    parts.forEach(
        (node, part) -> {
          if (part < 1) {
            replace(node, first -> scaled(first, node.output(), part.floatValue()));
          }
        });
  }

  private void apply(Node node, int slot, List<Scaling> all) {
    Operand numbers = all.get(0).numbers();
    long[] was = new long[numbers.rank() == 0 ? 1 : numbers.size(0)];
    Arrays.fill(was, 1);
    long[] left = was.clone();
    for (Scaling scaling : all) {
      was[scaling.element()] = scaling.neurons().length;
      left[scaling.element()] = scaling.kept(gates);
    }
    long[] dims = numbers.rank() == 0 ? new long[0] : new long[] {was.length};
    Tensor before = Tensor.of(dims, was);
    Tensor after = Tensor.of(dims, left);
    if (slot >= 0) {
      rewire(node, slot, scaled(node, now(node, slot), after, before));
      return;
    }
    replace(node, first -> scaled(first, node.output(), before, after));
  }

  /** Gives those who take what a node makes something else instead, made before the first. */
  private void replace(Node node, Function<Node, String> make) {
    String value = node.output();
    List<Node> readers = model.graph().readers(value);
    readers.stream()
        .min(Comparator.comparing(Node::index))
        .ifPresent(
            first -> {
              String other = make.apply(first);
              for (Node reader : readers) {
                for (int slot = 0; slot < reader.inputs().size(); slot++) {
                  if (reader.inputs().get(slot).equals(value)) {
                    rewire(reader, slot, other);
                  }
                }
              }
            });
  }

  private String scaled(Node before, String mean, float part) {
    String factor = edit.insertConstant(before, Tensor.of(new long[0], part), mean + "_part");
    return edit.insert(before, "Mul", List.of(mean, factor), mean + "_scaled");
  }

  private String scaled(Node before, String value, Tensor times, Tensor by) {
    String factor = edit.add(value + "_times", times);
    String product = edit.insert(before, "Mul", List.of(value, factor), value + "_multiplied");
    String divisor = edit.add(value + "_by", by);
    return edit.insert(before, "Div", List.of(product, divisor), value + "_scaled");
  }

  private String now(Node node, int slot) {
    return taken.getOrDefault(node.index() + ":" + slot, node.input(slot));
  }

  private void rewire(Node node, int slot, String value) {
    taken.put(node.index() + ":" + slot, value);
    edit.rewire(node, slot, value);
  }
}
