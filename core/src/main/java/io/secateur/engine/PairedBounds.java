package io.secateur.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Says of candidates, from their errors on a growing sample of all samples, which are not the best.
 *
 * <p>Each is compared with one of them, r, on the same n of N samples, which were {@link Draws
 * drawn} without replacement: D = Σ d_b / π_b estimates how much its total is above r's, d_b being
 * the difference on sample b, and V = Σ (1 − π_b) d_b² / π_b² the estimate's variance. k is dropped
 * if D > q √V, q the quantile of Student's t with n − 1 degrees of freedom at 1 − δ. δ is the
 * probability that is allowed, divided by the number of candidates, of wanted ones and of looks
 * (Bonferroni). It assumes that D is about normal.
 */
final class PairedBounds {
  /** The first look takes so many times the samples of an ablation's. */
  private static final int FIRST_LOOK = 4;

  /** Of all samples, at most one in so many is looked at: more is better spent on exact totals. */
  private static final int SHARE = 8;

  private final Draws draws;
  private final int wanted;
  private final double allowed;
  private final double[][] errors; // of each candidate on the samples that it was seen on
  private int[] left;
  private int reference = -1;
  private int seen;

  /**
   * @param candidates how many there are
   * @param wanted how many of the best are looked for
   * @param confidence the probability that these are found
   */
  PairedBounds(int candidates, int wanted, double confidence, Draws draws) {
    this.draws = draws;
    this.wanted = Math.min(wanted, candidates);
    int looks = Math.max(1, looks(draws.size()));
    this.allowed = (1 - confidence) / ((double) candidates * looks * this.wanted);
    this.left = IntStream.range(0, candidates).toArray();
    this.errors = new double[candidates][0];
  }

  /** How often one looks: after 256 samples, and whenever there are twice as many. */
  static int looks(int samples) {
    int looks = 0;
    for (int at = FIRST_LOOK * Ablation.LOOK; at <= samples / SHARE; at *= 2) {
      looks++;
    }
    return looks;
  }

  /** How many of the drawn samples are looked at in the end. */
  static int most(int samples) {
    int looks = looks(samples);
    return looks == 0 ? 0 : (FIRST_LOOK * Ablation.LOOK) << (looks - 1);
  }

  /** How many of an ablation's looks the first one takes. */
  static int firstLook() {
    return FIRST_LOOK;
  }

  /** The places of those that may be among the best. */
  int[] left() {
    return left;
  }

  /**
   * Takes more samples, the next that were drawn.
   *
   * @param more (left, samples)
   */
  void add(double[][] more) {
    for (int i = 0; i < left.length; i++) {
      double[] both = Arrays.copyOf(errors[left[i]], seen + more[i].length);
      System.arraycopy(more[i], 0, both, seen, more[i].length);
      errors[left[i]] = both;
    }
    seen += more[0].length;
  }

  /** Drops what is not among the best, as far as can be told. */
  void look() {
    double[] inclusions =
        IntStream.range(0, seen).mapToDouble(i -> draws.inclusion(i, seen)).toArray();
    if (reference < 0) {
      reference = lastWanted(inclusions);
    }
    double[] compared = errors[reference];
    double quantile = TDistribution.of(seen - 1).inverseSurvivalProbability(allowed);
    left =
        IntStream.of(left)
            .filter(i -> i == reference || !isWorse(errors[i], compared, inclusions, quantile))
            .toArray();
  }

  private static boolean isWorse(
      double[] each, double[] compared, double[] inclusions, double quantile) {
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < each.length; i++) {
      double difference = (each[i] - compared[i]) / inclusions[i];
      sum += difference;
      variance += (1 - inclusions[i]) * difference * difference;
    }
    return sum > quantile * Math.sqrt(variance);
  }

  /** The wanted one with the highest total: what is worse than it for sure is not wanted. */
  private int lastWanted(double[] inclusions) {
    double[] totals = new double[left.length];
    for (int i = 0; i < totals.length; i++) {
      for (int b = 0; b < seen; b++) {
        totals[i] += errors[left[i]][b] / inclusions[b];
      }
    }
    return left[Places.lowestFirst(totals)[wanted - 1]];
  }
}
