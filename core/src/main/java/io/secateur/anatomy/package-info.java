/**
 * Which layers and neurons a graph has, where each neuron lives, and what it costs.
 *
 * <p>Every index of every axis of every value is a node of a partition; each operator says, in
 * {@link io.secateur.anatomy.relations}, which of its indices are the same. The classes of the
 * partition are the neurons; classes on the same tensors and axes are a layer. Nothing here runs a
 * network.
 */
@NullMarked
package io.secateur.anatomy;

import org.jspecify.annotations.NullMarked;
