package io.secateur.compare;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Subject;
import io.secateur.engine.Objective;
import io.secateur.model.UnusableException;
import java.util.Arrays;

/** The sizes of the weights that make neurons, and of those that read them. */
final class WeightNorms {
  private WeightNorms() {}

  /** √Σ w² as a criterion has it that is a norm of weights; NaN where it cannot read them. */
  static double[] of(String magnitude, Objective objective, Gates gates) {
    int[] all = new int[gates.size()];
    Arrays.setAll(all, k -> k);
    try {
      return Criteria.of(magnitude, Criteria.Options.PLAIN)
          .scores(new Subject(objective, gates, 0, all));
    } catch (UnusableException e) {
      double[] unknown = new double[all.length];
      Arrays.fill(unknown, Double.NaN);
      return unknown;
    }
  }
}
