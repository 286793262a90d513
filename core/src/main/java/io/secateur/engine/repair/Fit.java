package io.secateur.engine.repair;

import java.io.Serializable;

/** What the features of a reader say of each other on the data. */
public sealed interface Fit extends Serializable permits Means, Ridge {
  /** What the reader loses with some neurons at once, of each of which some features are left. */
  Loss loss(int... neurons);

  /** The same after some neurons have gone. */
  Fit without(int... neurons);
}
