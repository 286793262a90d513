package io.secateur.engine;

import io.secateur.anatomy.Gates;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What {@link Segmented} asks of a segment about E(α), and about E without neurons. */
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
  record Tally(double error, int right) implements Serializable {
    Tally plus(Tally other) {
      return new Tally(error + other.error, right + other.right);
    }
  }

  /** E(α), and how many samples are right. */
  record Measure(State state) implements Question<Tally> {
    @Override
    public Tally of(Objective objective, int segment) {
      return objective.tally(objective.gates(state));
    }
  }

  /** How many samples of each class the network takes for which (classes, classes). */
  record Confuse(State state, int classes) implements Question<int[][]> {
    @Override
    public int[][] of(Objective objective, int segment) {
      return objective.confusion(objective.gates(state), classes);
    }
  }

  /** E at each of some values of a neuron's gate (1, values). */
  record Along(State state, int neuron, double[] alphas) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      return new double[][] {objective.along(objective.gates(state), neuron, alphas)};
    }
  }

  /** The first sample for which the network gives no number, or how many there are. */
  record WithoutNumber(State state) implements Question<Integer> {
    @Override
    public Integer of(Objective objective, int segment) {
      return objective.firstWithoutNumber(objective.gates(state));
    }
  }

  /**
   * E without each candidate (1, candidates).
   *
   * @param limits for each segment, above which a part of the error will do; infinite for none
   */
  record Without(State state, int[] candidates, double[] limits) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      Gates gates = objective.gates(state);
      return new double[][] {
        limits[segment] == Double.POSITIVE_INFINITY
            ? objective.ablate(gates, candidates)
            : objective.upTo(gates, candidates, limits[segment])
      };
    }
  }

  /**
   * The error of a segment's first looks' samples without each candidate, and a guess at that of
   * all its samples (2, candidates); nothing where samples cannot be told apart.
   *
   * @param share one in so many of all its samples, the first look at least; that alone if this is
   *     0
   */
  record Look(State state, int[] candidates, int share) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      int most = share == 0 ? 1 : Math.max(1, objective.samples() / share / Ablation.LOOK);
      return objective.look(objective.gates(state), candidates, most);
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
  record Drawn(State state, int[] candidates, int[][] places) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      int[] mine = places[segment];
      return mine.length == 0
          ? new double[candidates.length][0]
          : objective.bySample(objective.gates(state), candidates, mine);
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
