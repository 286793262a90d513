package io.secateur.anatomy;

import io.secateur.model.Node;

/**
 * A number in a constant that is the size of an axis, and must follow when the axis shrinks.
 *
 * @param node the node that takes the constant
 * @param slot the input at which it takes it
 * @param element which element of the constant
 * @param operand the operand whose axis is meant
 * @param axis the axis
 */
public record SizeConstant(Node node, int slot, int element, Operand operand, int axis) {}
