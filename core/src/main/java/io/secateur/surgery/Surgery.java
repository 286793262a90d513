package io.secateur.surgery;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Operand;
import io.secateur.anatomy.SizeConstant;
import io.secateur.anatomy.Slice;
import io.secateur.model.Model;
import io.secateur.model.ModelEdit;
import io.secateur.model.Node;
import io.secateur.model.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Removes the neurons whose gates are closed from every tensor in which they live. */
public final class Surgery {
  private final Model model;
  private final Anatomy anatomy;
  private final Gates gates;
  private final ModelEdit edit;

  /** What a constant becomes where one node takes it. */
  private record Use(Node node, int slot, Tensor value) {}

  /** An attribute that holds integers. */
  private record Attribute(Node node, String name) {}

  private final Map<String, List<Use>> uses = new LinkedHashMap<>();
  private final Map<Attribute, long[]> attributes = new HashMap<>();

  private Surgery(Model model, Anatomy anatomy, Gates gates) {
    this.model = model;
    this.anatomy = anatomy;
    this.gates = gates;
    this.edit = new ModelEdit(model);
  }

  /**
   * The model without the neurons whose gates are closed; opset, names, metadata and batch size
   * stay.
   *
   * @throws IllegalArgumentException if a gate is neither 0 nor 1, or a layer would be left empty
   */
  public static Model remove(Model model, Anatomy anatomy, Gates gates) {
    for (int k = 0; k < gates.size(); k++) {
      if (gates.alpha(k) != 0 && gates.alpha(k) != 1) {
        throw new IllegalArgumentException(
            "gate " + k + " is " + gates.alpha(k) + ", and surgery needs 0 or 1");
      }
    }
    anatomy.layers().stream()
        .filter(l -> l.isPrunable() && anatomy.width(l, gates) == 0)
        .findFirst()
        .ifPresent(
            l -> {
              throw new IllegalArgumentException(
                  "layer " + l.name() + " would be left without a neuron");
            });
    return new Surgery(model, anatomy, gates).apply();
  }

  private Model apply() {
    anatomy.sizeConstants().forEach(this::resize); // by their places before any of them go
    for (Slice slice : anatomy.slices()) {
      if (slice.kept(gates) < slice.neurons().length) {
        edit.forgetShape(slice.operand().value());
        if (slice.operand().isConstant()) {
          shrink(slice);
        }
      }
    }
    uses.forEach(this::write);
    new Rescaling(model, gates, edit).apply(anatomy.scalings(), anatomy.averages());
    return edit.apply();
  }

  private void shrink(Slice slice) {
    Operand operand = slice.operand();
    Node user = Objects.requireNonNull(operand.user());
    Use before = use(user, operand.slot(), operand.value());
    replace(before, before.value().select(slice.axis(), slice.keep(gates)));
  }

  /** A number becomes the count that is left of the indices that it stands for. */
  private void resize(SizeConstant size) {
    for (Slice slice : anatomy.slices()) {
      if (slice.operand() == size.operand()
          && slice.axis() == size.axis()
          && slice.kept(gates) < slice.neurons().length) {
        int kept = slice.kept(gates, size.from(), size.count()) / size.unit();
        String attribute = size.attribute();
        if (attribute == null) {
          Use before = use(size.node(), size.slot(), size.node().input(size.slot()));
          long[] numbers = before.value().longs();
          numbers[size.element()] = kept;
          replace(before, before.value().withLongs(numbers));
        } else {
          set(size.node(), attribute, size.element(), kept);
        }
      }
    }
  }

  private void set(Node node, String attribute, int element, long value) {
    long[] numbers =
        attributes.computeIfAbsent(
            new Attribute(node, attribute), a -> node.attributes().integers(attribute));
    if (numbers.length == 0) { // a single integer
      edit.attribute(node, attribute, value);
    } else {
      numbers[element] = value;
      edit.attribute(node, attribute, numbers);
    }
  }

  private Use use(Node node, int slot, String constant) {
    return uses.computeIfAbsent(constant, c -> new ArrayList<>()).stream()
        .filter(u -> u.node().index() == node.index() && u.slot() == slot)
        .findFirst()
        .orElseGet(
            () ->
                new Use(
                    node, slot, Objects.requireNonNull(model.graph().constants().get(constant))));
  }

  private void replace(Use before, Tensor value) {
    String constant = before.node().input(before.slot());
    List<Use> all = Objects.requireNonNull(uses.get(constant));
    all.remove(before);
    all.add(new Use(before.node(), before.slot(), value));
  }

  /** One new value for all who take the constant, or a copy for each value that differs. */
  private void write(String constant, List<Use> changed) {
    if (changed.isEmpty()) {
      return;
    }
    boolean all = changed.size() == takers(constant) && !model.graph().isOutput(constant);
    boolean alike = changed.stream().allMatch(u -> u.value().sameAs(changed.get(0).value()));
    if (all && alike) {
      edit.replace(constant, changed.get(0).value());
      return;
    }
    edit.forgetShape(constant); // perhaps nobody takes it any more
    Map<String, Tensor> copies = new LinkedHashMap<>();
    for (Use use : changed) {
      String copy =
          copies.entrySet().stream()
              .filter(c -> c.getValue().sameAs(use.value()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseGet(() -> edit.add(constant + "_" + use.node().name(), use.value()));
      copies.put(copy, use.value());
      edit.rewire(use.node(), use.slot(), copy);
    }
  }

  private long takers(String constant) {
    long takers = 0;
    for (Node node : model.graph().readers(constant)) {
      takers += node.inputs().stream().filter(constant::equals).count();
      takers += node.captures().stream().filter(constant::equals).count();
    }
    return takers;
  }
}
