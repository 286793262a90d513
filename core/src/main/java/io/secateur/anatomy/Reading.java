package io.secateur.anatomy;

import io.secateur.model.Node;

/**
 * A place where neurons are read: the node sums over this axis of this input, so a gate stands
 * before it.
 *
 * @param node the reader
 * @param slot which of its inputs
 * @param axis the axis of that input along which the neurons lie
 */
public record Reading(Node node, int slot, int axis) {}
