package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.repair.Gram;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a segment about derivatives, and about what readers take; all of it sums. */
final class DerivativeQuestions {
  private DerivativeQuestions() {}

  /** First and second derivatives (2, neurons), the second only where they are asked for. */
  record Derive(State state, boolean second) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      Gates gates = objective.gates(state);
      if (!second) {
        return new double[][] {objective.gradient(gates), new double[gates.size()]};
      }
      return rows(objective.derivatives(gates));
    }
  }

  /** Sums of absolute and of squared slopes (2, neurons). */
  record Slope(State state) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      Slopes slopes = objective.bySample().slopes(objective.gates(state));
      return new double[][] {slopes.absolute(), slopes.squared()};
    }
  }

  /** The slope of some neurons, and the Gauss-Newton curvature's diagonal (2, neurons). */
  record Bend(State state, int[] neurons) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      return rows(objective.bySample().gaussNewton(objective.gates(state), neurons));
    }
  }

  /** The Fisher information's diagonal of some neurons (1, neurons). */
  record Inform(State state, int[] neurons) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      return new double[][] {objective.bySample().fisher(objective.gates(state), neurons)};
    }
  }

  /** The slope of some neurons, and under it all pairs (1 + neurons, neurons). */
  record Expand(State state, int[] neurons) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      Expansion form = objective.bySample().expansion(objective.gates(state), neurons);
      return under(form.first(), form.second());
    }
  }

  /** The slope of some neurons, and the Hessian's diagonal (2, neurons). */
  record Curve(State state, int[] neurons) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      return rows(objective.bySample().hessian(objective.gates(state), neurons));
    }
  }

  /**
   * The slope of some neurons, and under it each draw's estimate of the Hessian's diagonal (1 +
   * draws, neurons).
   *
   * @param begins the number of each segment's first sample among all
   */
  record Sign(State state, int[] neurons, int draws, long seed, int[] begins)
      implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      long own = seed + begins[segment]; // a sample's signs are decided by this and its number
      BySampleHere here = objective.bySampleHere();
      BySampleHere.Signs found = here.signs(objective.gates(state), draws, own, neurons);
      return under(found.first(), found.second());
    }
  }

  /** For each gate site, how many numbers, and of each index four sums: 5 rows. */
  record Read(State state) implements Question<double[][]> {
    @Override
    public double[][] of(Objective objective, int segment) {
      List<double[]> rows = new ArrayList<>();
      for (Reading r : objective.bySample().readings(objective.gates(state))) {
        rows.add(new double[] {r.count()});
        rows.addAll(List.of(r.sum(), r.squares(), r.absolute(), r.zeros()));
      }
      return rows.toArray(double[][]::new);
    }
  }

  /**
   * What the features of some readers come to, in their order.
   *
   * @param squares whether products are asked for
   * @param all whether features whose gates are closed count too
   */
  record Take(State state, int[] readers, boolean squares, boolean all)
      implements Question<ArrayList<Gram.Sums>> {
    @Override
    public ArrayList<Gram.Sums> of(Objective objective, int segment) {
      ArrayList<Gram.Sums> sums = new ArrayList<>();
      objective
          .sums(objective.gates(state), squares, all, readers)
          .forEach(gram -> sums.add(gram.sums()));
      return sums;
    }
  }

  private static double[][] rows(Derivatives both) {
    return new double[][] {both.first(), both.second()};
  }

  private static double[][] under(double[] first, double[][] others) {
    double[][] rows = new double[1 + others.length][];
    rows[0] = first;
    System.arraycopy(others, 0, rows, 1, others.length);
    return rows;
  }
}
