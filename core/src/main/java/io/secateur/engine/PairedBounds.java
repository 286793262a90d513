package io.secateur.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Says of candidates, from their errors on a growing sample of all samples, which are not the best.
 *
 * <p>Each is compared with one of them, r, on the same samples: with mean difference m and standard
 * deviation s over n of N samples drawn without replacement, k is dropped if m > q s / √n · √(1 −
 * n/N), q the quantile of Student's t with n − 1 degrees of freedom at 1 − δ. δ is the probability
 * that is allowed, divided by the number of candidates, of wanted ones and of looks (Bonferroni).
 * It assumes that means of 64 samples (of 256, where there are 4,096 and more) are about normal.
 */
final class PairedBounds {
  /** The first look is at so many blocks at the most, and not at more than a sixteenth of all. */
  private static final int FIRST_LOOK = 4;

  private final int wanted;
  private final int samples;
  private final double allowed;
  private final double[] totals;
  private final double[] sums; // of differences from the reference
  private final double[] squares;
  private int[] left;
  private int reference = -1;
  private int seen;

  /**
   * @param candidates how many there are
   * @param wanted how many of the best are looked for
   * @param confidence the probability that these are found
   * @param samples how many samples there are in all
   */
  PairedBounds(int candidates, int wanted, double confidence, int samples) {
    this.wanted = Math.min(wanted, candidates);
    this.samples = samples;
    double looks = 1;
    for (int at = firstLook(samples) * Ablation.BLOCK; at < samples; at *= 2) {
      looks++;
    }
    this.allowed = (1 - confidence) / (candidates * looks * this.wanted);
    this.totals = new double[candidates];
    this.sums = new double[candidates];
    this.squares = new double[candidates];
    this.left = IntStream.range(0, candidates).toArray();
  }

  /** Blocks before the first look. */
  static int firstLook(int samples) {
    return Math.max(1, Math.min(FIRST_LOOK, samples / (16 * Ablation.BLOCK)));
  }

  /** The places of those that may be among the best. */
  int[] left() {
    return left;
  }

  /** Their errors so far. */
  double[] totals() {
    return IntStream.of(left).mapToDouble(i -> totals[i]).toArray();
  }

  /**
   * Takes more samples.
   *
   * @param errors (left, samples)
   */
  void add(double[][] errors) {
    for (int i = 0; i < left.length; i++) {
      for (double error : errors[i]) {
        totals[left[i]] += error;
      }
    }
    if (reference < 0) {
      reference = lastWanted();
    }
    double[] compared =
        errors[
            IntStream.range(0, left.length)
                .filter(i -> left[i] == reference)
                .findFirst()
                .orElseThrow()];
    for (int i = 0; i < left.length; i++) {
      double sum = 0;
      double square = 0;
      for (int s = 0; s < compared.length; s++) {
        double difference = errors[i][s] - compared[s];
        sum += difference;
        square += difference * difference;
      }
      sums[left[i]] += sum;
      squares[left[i]] += square;
    }
    seen += compared.length;
  }

  /** The wanted one with the highest total: what is worse than it for sure is not wanted. */
  private int lastWanted() {
    return IntStream.of(left)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> totals[i]))
        .skip(wanted - 1)
        .findFirst()
        .orElseThrow();
  }

  /** Drops what is not among the best, as far as can be told. */
  void look() {
    double quantile = TDistribution.of(seen - 1).inverseSurvivalProbability(allowed);
    double rest = Math.max(0, 1 - (double) seen / samples);
    left =
        Arrays.stream(left)
            .filter(
                i -> {
                  double mean = sums[i] / seen;
                  double variance = Math.max(0, squares[i] - sums[i] * mean) / (seen - 1);
                  return !(mean > quantile * Math.sqrt(variance / seen * rest)) || i == reference;
                })
            .toArray();
  }
}
