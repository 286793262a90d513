package io.secateur.compare;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.ErrorFunction;
import io.secateur.engine.Objective;
import java.util.ArrayList;
import java.util.List;

/**
 * The paper's error surface of a neuron (Wolfe et al. 2017, section 4): E as a function of its gate
 * alone, E(α with α_k = a). a = 1 is the network as it is, a = 0 the network without the neuron.
 *
 * @param neuron k
 * @param removed how many other neurons are gone
 * @param error E of the network as it is, at a = 1
 * @param values of a
 * @param errors E at each of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Surface(Neuron neuron, int removed, double error, double[] values, double[] errors) {

  /** The surface of a neuron where these gates are open; its own may be either. */
  public static Surface of(ErrorFunction objective, Gates gates, Neuron neuron, Sweep sweep) {
    int removed = gates.size() - gates.with(neuron.id(), 1).alive().length;
    double[] values = sweep.values();
    double error = objective.evaluate(gates.with(neuron.id(), 1)).error();
    return new Surface(neuron, removed, error, values, objective.along(gates, neuron.id(), values));
  }

  /**
   * The surfaces along a run: of the neuron that goes next, as the network then is, at the start
   * and after every so many removals.
   *
   * @param every such as 10, as in the paper
   */
  public static List<Surface> along(Objective objective, Curve curve, int every, Sweep sweep) {
    List<Surface> surfaces = new ArrayList<>();
    for (int removed = 0; removed < curve.points().size(); removed += every) {
      Neuron next = curve.points().get(removed).neuron();
      surfaces.add(of(objective, curve.gates(removed, objective), next, sweep));
    }
    return surfaces;
  }

  /** Where the error is lowest; the first such value. */
  public double best() {
    return values[lowestPlace()];
  }

  /** The lowest error. */
  public double lowest() {
    return errors[lowestPlace()];
  }

  private int lowestPlace() {
    int best = 0;
    for (int i = 1; i < errors.length; i++) {
      best = errors[i] < errors[best] ? i : best;
    }
    return best;
  }
}
