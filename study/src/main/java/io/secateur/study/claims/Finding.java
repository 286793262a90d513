package io.secateur.study.claims;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What became of a claim.
 *
 * @param claim the claim
 * @param experiment on which it was tested
 * @param values the number of each network, by seed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Finding(Claim claim, String experiment, double[] values) {
  /** How many of the networks it needs to hold, and to hold partly. */
  private static final double HOLDS = 0.8;

  private static final double PARTLY = 0.2;

  /** Networks that a verdict is worth something from. */
  private static final int ENOUGH = 5;

  /** What became of it. */
  public enum Verdict {
    HOLDS("holds"),
    PARTLY("holds partly"),
    FAILS("does not hold");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** In how many networks it is so. */
  public int count() {
    return (int) Arrays.stream(values).filter(claim::holds).count();
  }

  /** Holds where it does in four of five networks, partly where it does in one of five. */
  public Verdict verdict() {
    double share = (double) count() / values.length;
    return share >= HOLDS ? Verdict.HOLDS : share >= PARTLY ? Verdict.PARTLY : Verdict.FAILS;
  }

  public String statement() {
    return claim.statement();
  }

  public String where() {
    return claim.where();
  }

  public String test() {
    return claim.test();
  }

  /** The number's median over the networks, the least and the most, and in how many it is so. */
  public String figure() {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    String range =
        n == 1
            ? ""
            : " (" + claim.unit().text(sorted[0]) + " to " + claim.unit().text(sorted[n - 1]) + ")";
    return claim.measured()
        + " "
        + claim.unit().text(median)
        + range
        + "; so in "
        + count()
        + " of "
        + n
        + (n < ENOUGH ? " networks, too few for a verdict" : " networks");
  }
}
