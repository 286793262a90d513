package io.secateur.engine;

import io.secateur.anatomy.GateSite;
import io.secateur.anatomy.Gates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Of samples in segments: all of it is sums over samples, and so over segments. */
final class BySampleSegmented implements BySample {
  private final Segmented whole;
  private final int[] begins;

  /**
   * @param whole what asks the segments
   * @param begins the number of each segment's first sample among all
   */
  BySampleSegmented(Segmented whole, int... begins) {
    this.whole = whole;
    this.begins = begins;
  }

  /** The sum of what the segments answer about a network from which neurons may go. */
  private double[][] ask(
      Gates gates, String what, int[] neurons, Function<State, Question<double[][]>> asking) {
    return whole.sum(gates, what, asking.apply(whole.telling().state(gates, neurons)));
  }

  @Override
  public Slopes slopes(Gates gates) {
    double[][] sums =
        ask(gates, "slopes of samples", gates.alive(), DerivativeQuestions.Slope::new);
    return new Slopes(sums[0], sums[1]);
  }

  @Override
  public Derivatives gaussNewton(Gates gates, int... neurons) {
    double[][] sums =
        ask(
            gates,
            "Gauss-Newton curvature",
            gates.alive(),
            state -> new DerivativeQuestions.Bend(state, neurons));
    return new Derivatives(sums[0], sums[1]);
  }

  @Override
  public double[] fisher(Gates gates, int... neurons) {
    return ask(
        gates,
        "Fisher information",
        gates.alive(),
        state -> new DerivativeQuestions.Inform(state, neurons))[0];
  }

  @Override
  public Expansion expansion(Gates gates, int... neurons) {
    double[][] sums =
        ask(
            gates,
            "Gauss-Newton curvature of all pairs",
            gates.alive(),
            state -> new DerivativeQuestions.Expand(state, neurons));
    return new Expansion(neurons, sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  @Override
  public Derivatives hessian(Gates gates, int... neurons) {
    double[][] sums =
        ask(
            gates,
            "the Hessian's diagonal",
            gates.alive(),
            state -> new DerivativeQuestions.Curve(state, neurons));
    return new Derivatives(sums[0], sums[1]);
  }

  @Override
  public Sampled hessian(Gates gates, int draws, long seed, int... neurons) {
    double[][] sums =
        ask(
            gates,
            "the Hessian's diagonal by " + draws + " draws",
            gates.alive(),
            state -> new DerivativeQuestions.Sign(state, neurons, draws, seed, begins));
    return new Sampled(sums[0], Estimate.of(Arrays.copyOfRange(sums, 1, sums.length)));
  }

  @Override
  public List<Reading> readings(Gates gates) {
    double[][] sums =
        whole.sum(
            gates, "what readers take", new DerivativeQuestions.Read(whole.telling().state(gates)));
    List<Reading> readings = new ArrayList<>();
    int row = 0;
    for (GateSite site : whole.network().anatomy().gateSites()) {
      double count = sums[row][0];
      readings.add(
          new Reading(site, count, sums[row + 1], sums[row + 2], sums[row + 3], sums[row + 4]));
      row += 5;
    }
    return readings;
  }
}
