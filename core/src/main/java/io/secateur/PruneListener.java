package io.secateur;

import io.secateur.search.SearchListener;

/** Hears how a pruning goes. */
public interface PruneListener extends SearchListener {
  /** Something worth saying to whoever waits, as a sentence. */
  void says(String sentence);

  /** Removing begins, in a network that has so many neurons to remove. */
  void starts(int neurons);
}
