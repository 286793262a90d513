package io.secateur.anatomy;

import io.secateur.model.Node;

/**
 * Where gates multiply: an axis of a reader's input.
 *
 * @param node the reader
 * @param slot which of its inputs
 * @param axis the axis of that input along which the neurons lie
 * @param neurons for each index of the axis, the neuron whose gate stands there; −1 where there is
 *     none
 */
public record GateSite(Node node, int slot, int axis, int[] neurons) {}
