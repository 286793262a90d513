package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/** All that {@link Segmented} asks of a segment; α is that of all neurons. */
final class Questions {
  private Questions() {}

  /**
   * What a segment is.
   *
   * @param isBounded whether a candidate may be dropped after a part of its samples
   */
  record Traits(int samples, boolean tellsClasses, boolean isBounded) implements Serializable {}

  /** What a segment is. */
  record Describe() implements Question<Traits> {
    @Override
    public Traits of(Objective objective, int segment) {
      return new Traits(objective.samples(), objective.tellsClasses(), objective.isBounded());
    }
  }

  /**
   * A part of an evaluation.
   *
   * @param right samples whose class is right
   */
  record Tally(double error, int right) implements Serializable {}

  /** E(α), and how many samples are right. */
  record Measure(double[] alpha) implements Question<Tally> {
    @Override
    public Tally of(Objective objective, int segment) {
      return objective.tally(Gates.of(alpha));
    }
  }

  /** The first sample for which the network gives no number, or how many there are. */
  record WithoutNumber(double[] alpha) implements Question<Integer> {
    @Override
    public Integer of(Objective objective, int segment) {
      return objective.firstWithoutNumber(Gates.of(alpha));
    }
  }

  /**
   * E without each candidate (1, candidates).
   *
   * @param limits for each segment, above which a part of the error will do; infinite for none
   */
  record Without(double[] alpha, int[] candidates, double[] limits)
      implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      Gates gates = Gates.of(alpha);
      return new double[][] {
        limits[segment] == Double.POSITIVE_INFINITY
            ? objective.ablate(gates, candidates)
            : objective.upTo(gates, candidates, limits[segment])
      };
    }
  }

  /**
   * The error of a segment's first blocks without each candidate, and a guess at that of all its
   * blocks (2, candidates); nothing where samples cannot be told apart.
   *
   * @param share the first block, and of all its samples one in so many; none if this is 0
   */
  record Look(double[] alpha, int[] candidates, int share) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      int most = share == 0 ? 1 : Math.max(1, objective.samples() / share / Ablation.BLOCK);
      return objective.look(Gates.of(alpha), candidates, most);
    }
  }

  /** First and second derivatives (2, neurons), the second only where they are asked for. */
  record Derive(double[] alpha, boolean second) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      Gates gates = Gates.of(alpha);
      if (!second) {
        return new double[][] {objective.gradient(gates), new double[alpha.length]};
      }
      Derivatives both = objective.derivatives(gates);
      return new double[][] {both.first(), both.second()};
    }
  }

  /** The trained network's error on each sample. */
  record Errors() implements Question<double[]> {
    @Override
    public double[] of(Objective objective, int segment) {
      return objective.knownErrors();
    }
  }

  /**
   * The errors of some samples without each candidate (candidates, samples); nothing where samples
   * cannot be told apart.
   *
   * @param places of these samples in each segment
   */
  record Drawn(double[] alpha, int[] candidates, int[][] places) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      int[] mine = places[segment];
      return mine.length == 0
          ? new double[candidates.length][0]
          : objective.bySample(Gates.of(alpha), candidates, mine);
    }
  }

  /** No limit for any of some segments. */
  static double[] unlimited(int segments) {
    double[] limits = new double[segments];
    Arrays.fill(limits, Double.POSITIVE_INFINITY);
    return limits;
  }

  /** The places of every n-th of some, beginning with the first n in turn. */
  static int[][] dealt(int count, int hands) {
    return IntStream.range(0, hands)
        .mapToObj(h -> IntStream.range(0, count).filter(i -> i % hands == h).toArray())
        .toArray(int[][]::new);
  }
}
