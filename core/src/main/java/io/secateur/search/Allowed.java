package io.secateur.search;

/**
 * What a search may take away.
 *
 * @param leastWidth how many neurons every layer keeps: 1 for a network that is to be written, or 0
 * @param scope the layers that may lose neurons
 */
public record Allowed(int leastWidth, Scope scope) {
  /** Neurons of any layer that keeps so many. */
  public static Allowed keeping(int leastWidth) {
    return new Allowed(leastWidth, Scope.ALL);
  }
}
