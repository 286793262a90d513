package io.secateur.bench.race;

import io.secateur.anatomy.Neuron;
import io.secateur.search.Removal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether two ways came to the same.
 *
 * @param what was compared, as a phrase
 * @param worst the largest relative difference of two errors
 * @param difference the first difference, as a sentence; null where there is none
 */
public record Comparison(String what, double worst, @Nullable String difference) {
  /** Two errors may differ by this, relative to the larger: both were made in single precision. */
  public static final double TOLERANCE = 1e-5;

  /** Totals closer than this, relative, are a tie in the search. */
  private static final double TIE = 1e-7;

  /** Whether all was the same. */
  public boolean isSame() {
    return difference == null;
  }

  /** The removals of the naive way against the first ones of the fast way. */
  public static Comparison ofRemovals(List<Removal> fast, List<Removal> naive) {
    String what = naive.size() + " removals, the same neurons in the same order";
    if (naive.isEmpty() || fast.size() < naive.size()) {
      String sentence =
          "the fast way removed " + fast.size() + " neurons, the naive way " + naive.size();
      return new Comparison(what, Double.NaN, sentence);
    }
    double worst = 0;
    for (int i = 0; i < naive.size(); i++) {
      Removal f = fast.get(i);
      Removal n = naive.get(i);
      double apart = apart(f.error(), n.error());
      worst = Math.max(worst, apart);
      if (f.neuron().id() != n.neuron().id() || !(apart <= TOLERANCE)) {
        return new Comparison(what, worst, "removal " + (i + 1) + ": " + words(f, n));
      }
    }
    return new Comparison(what, worst, null);
  }

  private static String words(Removal fast, Removal naive) {
    return words(fast.neuron(), fast.error(), naive.neuron(), naive.error());
  }

  private static String words(Neuron fast, double fastError, Neuron naive, double naiveError) {
    return "the fast way has "
        + fast
        + " with an error of "
        + fastError
        + ", the naive way "
        + naive
        + " with "
        + naiveError;
  }

  /**
   * Totals of networks without one neuron each, and which of them is the cheapest.
   *
   * @param fast one total a candidate
   * @param naive likewise
   */
  public static Comparison ofCandidates(List<Neuron> candidates, double[] fast, double[] naive) {
    String what = candidates.size() + " candidates, the same errors and the same cheapest";
    double worst = 0;
    for (int i = 0; i < naive.length; i++) {
      double apart = apart(fast[i], naive[i]);
      worst = Math.max(worst, apart);
      if (!(apart <= TOLERANCE)) {
        Neuron neuron = candidates.get(i);
        return new Comparison(what, worst, words(neuron, fast[i], neuron, naive[i]));
      }
    }
    int f = cheapest(fast);
    int n = cheapest(naive);
    String difference =
        f == n ? null : words(candidates.get(f), fast[f], candidates.get(n), naive[n]);
    return new Comparison(what, worst, difference);
  }

  /** Relative to the larger; 0 where both are the same, also if both are infinite. */
  private static double apart(double a, double b) {
    return a == b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  }

  private static int cheapest(double[] totals) {
    double lowest = Double.POSITIVE_INFINITY;
    for (double total : totals) {
      lowest = Math.min(lowest, total);
    }
    int first = 0;
    while (!(totals[first] <= lowest * (1 + TIE))) {
      first++;
    }
    return first;
  }
}
