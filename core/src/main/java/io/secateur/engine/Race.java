package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Measures what a network is without each of some neurons, as far as is asked for. */
final class Race {
  private final List<Ablation> ways;
  private final Gates gates;
  private final boolean boundable;

  /**
   * @param ways the first that covers a neuron measures it
   * @param boundable whether a part of a total is never above it
   */
  Race(List<Ablation> ways, Gates gates, boolean boundable) {
    this.ways = ways;
    this.gates = gates;
    this.boundable = boundable;
  }

  /** Every candidate's total. */
  double[] all(int[] candidates) {
    double[] totals = new double[candidates.length];
    byWay(
        candidates,
        (way, places) -> put(way.without(gates, Places.pick(candidates, places)), places, totals));
    return totals;
  }

  /** The lowest totals, and a proof for each other that it is none of them. */
  double[] lowest(int[] candidates, int wanted, double slack) {
    if (!boundable || wanted >= candidates.length || !tellsSamplesApart(candidates)) {
      return all(candidates);
    }
    return lowest(candidates, new Bound(wanted, slack));
  }

  private double[] lowest(int[] candidates, Bound bound) {
    double[] totals = new double[candidates.length];
    byWay(
        candidates,
        (way, places) ->
            put(way.lowest(gates, Places.pick(candidates, places), bound), places, totals));
    return totals;
  }

  private boolean tellsSamplesApart(int[] candidates) {
    boolean[] all = {true};
    byWay(
        candidates, (way, places) -> all[0] &= way.tellsSamplesApart(gates, candidates[places[0]]));
    return all[0];
  }

  private static void put(double[] found, int[] places, double[] totals) {
    for (int i = 0; i < places.length; i++) {
      totals[places[i]] = Double.isNaN(found[i]) ? Double.POSITIVE_INFINITY : found[i];
    }
  }

  /** Totals up to a limit; of a total above it, perhaps a part that is too. */
  double[] upTo(int[] candidates, double limit) {
    return lowest(candidates, Bound.at(limit));
  }

  /** Gives the errors (left, samples) of looks at drawn samples; nothing where there are none. */
  @FunctionalInterface
  interface DrawnErrors {
    /**
     * Gives some.
     *
     * @param left places of candidates
     * @param from the first look, and {@code to} the one after the last
     */
    double[][] of(int[] left, int from, int to);
  }

  /**
   * The places of those that are likely among the lowest: all others were dropped as soon as a
   * sample of all samples said that they are not.
   *
   * @param draws how these samples were drawn
   */
  int[] likely(int[] candidates, int wanted, double confidence, Draws draws) {
    PairedBounds bounds = new PairedBounds(candidates.length, wanted, confidence, draws);
    return tellsSamplesApart(candidates)
        ? likely(
            bounds,
            draws.size(),
            wanted,
            (left, from, to) -> bySample(Places.pick(candidates, left), from, to))
        : bounds.left();
  }

  /** The same, of errors that come from somewhere, on so many samples. */
  static int[] likely(PairedBounds bounds, int samples, int wanted, DrawnErrors drawn) {
    int most = PairedBounds.most(samples) / Ablation.LOOK;
    int done = 0;
    while (done < most && bounds.left().length > wanted) {
      int look = done == 0 ? PairedBounds.firstLook() : 2 * done;
      double[][] errors = drawn.of(bounds.left(), done, look);
      if (errors.length == 0) {
        break;
      }
      bounds.add(errors);
      bounds.look();
      done = look;
    }
    return bounds.left();
  }

  /** The errors of the first looks' samples; nothing where these cannot be told apart. */
  double[][] bySample(int[] candidates, int looks) {
    return tellsSamplesApart(candidates) ? bySample(candidates, 0, looks) : new double[0][];
  }

  private double[][] bySample(int[] candidates, int from, int to) {
    double[][] errors = new double[candidates.length][];
    byWay(
        candidates,
        (way, places) -> {
          double[][] found = way.bySample(gates, Places.pick(candidates, places), from, to);
          for (int i = 0; i < places.length; i++) {
            errors[places[i]] = found[i];
          }
        });
    return errors;
  }

  /** Gives each way the places of those candidates that it, and none before it, covers. */
  private void byWay(int[] candidates, BiConsumer<Ablation, int[]> use) {
    int[] open = IntStream.range(0, candidates.length).toArray();
    for (Ablation way : ways) {
      IntPredicate covers = way.covering(gates);
      int[] mine = IntStream.of(open).filter(i -> covers.test(candidates[i])).toArray();
      open = IntStream.of(open).filter(i -> !covers.test(candidates[i])).toArray();
      if (mine.length > 0) {
        use.accept(way, mine);
      }
    }
    if (open.length > 0) {
      throw new IllegalStateException("no way measures neuron " + candidates[open[0]]);
    }
  }
}
