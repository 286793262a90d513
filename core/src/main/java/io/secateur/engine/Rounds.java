package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rankings over segments, in rounds: all candidates are looked at on every segment's first samples,
 * the likeliest are measured to their end, and what is already worse on a part of the samples is
 * left out of the next round.
 */
final class Rounds {
  /** Candidates that are measured to their end first, besides those that are wanted. */
  private static final int FAVOURITES = 3;

  /** Of each of several segments one sample in so many tells which candidates are left out. */
  private static final int SHARE = 8;

  /** Fewer candidates than this are not dealt to several hands. */
  private static final int FEWEST = 4;

  private final Segments segments;
  private final Telling telling;
  private final boolean isBounded;

  /**
   * @param isBounded whether all segments drop candidates after a part of their samples
   */
  Rounds(Segments segments, Telling telling, boolean isBounded) {
    this.segments = segments;
    this.telling = telling;
    this.isBounded = isBounded;
  }

  /** E without each candidate. */
  double[] all(Gates gates, int[] candidates) {
    return totals(gates, candidates, Questions.unlimited(segments.count()));
  }

  /** The same, exact only for the lowest. */
  double[] lowest(Gates gates, int[] candidates, int wanted, double slack) {
    if (!isBounded || wanted >= candidates.length) {
      return all(gates, candidates);
    }
    List<double[][]> first = look(gates, candidates, 0);
    if (first.stream().anyMatch(rows -> rows.length == 0)) {
      return all(gates, candidates); // samples cannot be told apart
    }
    Bound bound = new Bound(wanted, slack);
    double[] totals = sum(first, 0);
    int[] likely = Places.lowestFirst(sum(first, 1));
    int[] best = Arrays.copyOf(likely, Math.min(likely.length, wanted + FAVOURITES));
    double[] found = all(gates, Places.pick(candidates, best));
    for (int i = 0; i < best.length; i++) {
      totals[best[i]] = found[i];
      bound.take(found[i]);
    }
    int[] rest = below(bound, totals, IntStream.of(likely).skip(best.length).sorted());
    List<double[][]> known = pick(first, rest);
    if (segments.count() > 1 && rest.length > 0) {
      known = look(gates, Places.pick(candidates, rest), SHARE);
      put(sum(known, 0), rest, totals);
      int[] places = rest;
      int[] left =
          IntStream.range(0, rest.length)
              .filter(i -> !(totals[places[i]] > bound.limit()))
              .toArray();
      rest = Places.pick(rest, left);
      known = pick(known, left);
    }
    if (rest.length > 0) {
      put(totals(gates, Places.pick(candidates, rest), limits(bound, known)), rest, totals);
    }
    return totals;
  }

  private static int[] below(Bound bound, double[] totals, IntStream places) {
    return places.filter(i -> !(totals[i] > bound.limit())).toArray();
  }

  /** What is above the bound where all other segments have no more than what is known of them. */
  private static double[] limits(Bound bound, List<double[][]> known) {
    double[] all = sum(known, 0);
    double[] limits = new double[known.size()];
    for (int s = 0; s < limits.length; s++) {
      double[] here = known.get(s)[0];
      double others =
          IntStream.range(0, all.length).mapToDouble(i -> all[i] - here[i]).min().orElse(0);
      limits[s] = bound.limit() - (known.size() == 1 ? 0 : others);
    }
    return limits;
  }

  private static void put(double[] found, int[] places, double[] totals) {
    for (int i = 0; i < places.length; i++) {
      totals[places[i]] = found[i];
    }
  }

  private static List<double[][]> pick(List<double[][]> rows, int[] places) {
    return rows.stream()
        .map(each -> Arrays.stream(each).map(r -> Places.pick(r, places)).toArray(double[][]::new))
        .toList();
  }

  private double[] totals(Gates gates, int[] candidates, double[] limits) {
    String what = title(gates) + ": " + count(candidates);
    State state = telling.state(gates, candidates);
    return sum(dealt(what, candidates, some -> new Questions.Without(state, some, limits)), 0);
  }

  private List<double[][]> look(Gates gates, int[] candidates, int share) {
    String what = title(gates) + ": a look at " + count(candidates);
    State state = telling.state(gates, candidates);
    return dealt(what, candidates, some -> new Questions.Look(state, some, share));
  }

  /** Deals candidates to as many hands as there are for each segment. */
  private List<double[][]> dealt(
      String what, int[] candidates, Function<int[], Question<double[][]>> asking) {
    int most = Math.max(1, segments.hands() / segments.count());
    int hands = Math.max(1, Math.min(most, candidates.length / FEWEST));
    int[][] dealt = Questions.dealt(candidates.length, hands);
    List<Question<double[][]>> questions =
        Arrays.stream(dealt).map(some -> asking.apply(Places.pick(candidates, some))).toList();
    List<List<double[][]>> answers = segments.ask(what, questions);
    List<double[][]> all = new ArrayList<>();
    for (int s = 0; s < segments.count(); s++) {
      int segment = s;
      int rows = answers.stream().mapToInt(a -> a.get(segment).length).min().orElse(0);
      double[][] joined = new double[rows][candidates.length];
      for (int h = 0; h < hands; h++) {
        for (int r = 0; r < rows; r++) {
          put(answers.get(h).get(segment)[r], dealt[h], joined[r]);
        }
      }
      all.add(joined);
    }
    return all;
  }

  /** The sum of a row over all segments. */
  private static double[] sum(List<double[][]> parts, int row) {
    return PairedSums.rows(parts)[row];
  }

  /** What a round is for, for people. */
  static String title(Gates gates) {
    int closed = gates.size() - gates.alive().length;
    return "removal " + (closed + 1);
  }

  static String count(int... candidates) {
    return candidates.length + (candidates.length == 1 ? " candidate" : " candidates");
  }
}
