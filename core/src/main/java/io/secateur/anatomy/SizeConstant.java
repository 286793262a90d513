package io.secateur.anatomy;

import io.secateur.model.Node;
import org.jspecify.annotations.Nullable;

/**
 * A number in a constant or an attribute that counts indices of an axis, and must follow when some
 * of them go: a size in a shape, the padding before an axis, where a slice begins.
 *
 * @param node the node that takes the constant or has the attribute
 * @param slot the input at which it takes it; −1 for an attribute
 * @param attribute the attribute's name; null for a constant
 * @param element which element of the constant or the attribute
 * @param operand the operand whose axis is meant
 * @param axis the axis
 * @param from the first index that is counted
 * @param count how many indices are counted; all of the axis where the number is its size
 * @param unit how many indices count as one
 */
public record SizeConstant(
    Node node,
    int slot,
    @Nullable String attribute,
    int element,
    Operand operand,
    int axis,
    int from,
    int count,
    int unit) {

  /** A number that counts single indices. */
  public SizeConstant(
      Node node,
      int slot,
      @Nullable String attribute,
      int element,
      Operand operand,
      int axis,
      int from,
      int count) {
    this(node, slot, attribute, element, operand, axis, from, count, 1);
  }

  /** Where a number is written. */
  record Place(Node node, int slot, @Nullable String attribute, int element) {}

  Place place() {
    return new Place(node, slot, attribute, element);
  }
}
