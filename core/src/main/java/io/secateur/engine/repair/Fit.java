package io.secateur.engine.repair;

import java.io.Serializable;

/** What the features of a reader say of each other on the data. */
public sealed interface Fit extends Serializable permits Means, Ridge {
  /** What the reader loses with a neuron of which some features are left. */
  Loss loss(int neuron);

  /** The same after a neuron has gone. */
  Fit without(int neuron);
}
