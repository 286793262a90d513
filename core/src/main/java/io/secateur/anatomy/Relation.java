package io.secateur.anatomy;

import io.secateur.model.Node;

/**
 * What one operator says of the indices of its inputs and outputs: which are the same, which it
 * mixes, where neurons begin and where they are read.
 */
@FunctionalInterface
public interface Relation {
  /** States the operator's relations for one node. */
  void relate(Node node, Relator to);
}
