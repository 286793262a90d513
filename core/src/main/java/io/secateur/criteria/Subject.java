package io.secateur.criteria;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import io.secateur.engine.ErrorFunction;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A network as it now is, whose neurons are to be scored.
 *
 * @param objective E(α) on the ranking data
 * @param gates the network as it now is
 * @param error E at these gates
 * @param candidates the neurons that may go
 * @param wanted of how many of the lowest scores the value matters; the others may be anything that
 *     is not among these
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Subject(
    ErrorFunction objective, Gates gates, double error, int[] candidates, int wanted) {

  /** All scores matter. */
  public Subject(ErrorFunction objective, Gates gates, double error, int[] candidates) {
    this(objective, gates, error, candidates, candidates.length);
  }

  /**
   * The same network with some of the candidates only, which lie at these places, and so many
   * wanted.
   */
  Subject only(int most, int... places) {
    int[] some = IntStream.of(places).map(i -> candidates[i]).toArray();
    return new Subject(objective, gates, error, some, Math.min(most, some.length));
  }

  /** The same of which so many are wanted. */
  public Subject wanting(int most) {
    return new Subject(objective, gates, error, candidates, most);
  }

  /** Whether candidates are read there. */
  boolean concerns(GateSite site) {
    BitSet some = new BitSet();
    IntStream.of(candidates).forEach(some::set);
    return IntStream.of(site.neurons()).anyMatch(k -> k >= 0 && some.get(k));
  }

  /** Of values for all neurons, those of the candidates. */
  double[] pick(double[] all) {
    double[] picked = new double[candidates.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = all[candidates[i]];
    }
    return picked;
  }
}
