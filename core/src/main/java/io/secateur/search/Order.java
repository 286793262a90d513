package io.secateur.search;

import java.util.Locale;

/** When neurons are ranked. */
public enum Order {
  /** Once, and then they go in that order: the paper's Algorithm I. */
  SINGLE,
  /**
   * Again after every step, of one neuron or several, on the network as it then is: the paper's
   * Algorithm II.
   */
  RERANKED;

  /** The word for it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order of a word; throws IllegalArgumentException in the words of the flag. */
  public static Order of(String word) {
    for (Order order : values()) {
      if (order.word().equals(word)) {
        return order;
      }
    }
    throw new IllegalArgumentException("--order must be reranked or single, not '" + word + "'");
  }
}
