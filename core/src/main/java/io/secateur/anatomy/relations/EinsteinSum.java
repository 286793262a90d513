package io.secateur.anatomy.relations;

import io.secateur.anatomy.Operand;
import io.secateur.anatomy.Relation;
import io.secateur.anatomy.Relator;
import io.secateur.anatomy.Relator.Axis;
import io.secateur.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Einsum: one letter is one index wherever it stands. It sums over letters that the output lacks,
 * and makes neurons along those that come from constants.
 */
final class EinsteinSum implements Relation {
  /** An axis of an input. */
  private record Place(int slot, Operand operand, int axis) {}

  @Override
  public void relate(Node node, Relator to) {
    String equation = node.attributes().text("equation", "").replace(" ", "");
    int arrow = equation.indexOf("->");
    String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
    Operand y = to.out(node);
    if (equation.contains(".") || arrow < 0 || terms.length != node.inputs().size()) {
      Relations.pinAll(node, to, "its letters do not name every axis");
      return;
    }
    Map<Character, List<Place>> places = new LinkedHashMap<>();
    for (int slot = 0; slot < terms.length; slot++) {
      for (int axis = 0; axis < terms[slot].length(); axis++) {
        places
            .computeIfAbsent(terms[slot].charAt(axis), c -> new ArrayList<>())
            .add(new Place(slot, to.in(node, slot), axis));
      }
    }
    String result = equation.substring(arrow + 2);
    List<Axis> product = new ArrayList<>();
    places.forEach(
        (letter, all) -> {
          join(node, all, to);
          product.add(longest(all));
          int axis = result.indexOf(letter);
          if (axis < 0) {
            read(node, all, to);
          } else {
            write(node, all, y, axis, to);
          }
        });
    to.multiplies(node, product);
  }

  private static void join(Node node, List<Place> all, Relator to) {
    Axis first = longest(all);
    for (Place place : all) {
      boolean twice =
          all.stream().anyMatch(p -> p.slot() == place.slot() && p.axis() != place.axis());
      if (twice || place.operand().size(place.axis()) != first.operand().size(first.axis())) {
        to.pin(place.operand(), place.axis(), node + ": it is spread over another axis");
        to.pin(first.operand(), first.axis(), node + ": another axis is spread over it");
      } else {
        to.same(first.operand(), first.axis(), place.operand(), place.axis());
      }
    }
  }

  private static Axis longest(List<Place> all) {
    Place longest = all.get(0);
    for (Place place : all) {
      if (place.operand().size(place.axis()) > longest.operand().size(longest.axis())) {
        longest = place;
      }
    }
    return new Axis(longest.operand(), longest.axis());
  }

  /** A gate before one factor holds for the product. */
  private static void read(Node node, List<Place> all, Relator to) {
    List<Place> data = all.stream().filter(p -> to.isData(p.operand())).toList();
    if (!data.isEmpty()) {
      to.reads(node, data.get(0).slot(), data.get(0).axis());
    }
    if (data.size() > 1) {
      to.meets(data.get(0).operand(), data.get(0).axis());
    }
  }

  private static void write(Node node, List<Place> all, Operand y, int axis, Relator to) {
    Axis first = longest(all);
    to.same(first.operand(), first.axis(), y, axis);
    if (all.stream().noneMatch(p -> to.isData(p.operand()))) {
      to.writes(node, axis);
    }
  }
}
