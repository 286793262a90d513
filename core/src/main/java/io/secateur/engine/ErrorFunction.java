package io.secateur.engine;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.ErrorMeasure;
import java.util.stream.IntStream;

/**
 * The error of a gated network over samples, E(α), as all that is asked of it: by criteria, by a
 * search, by what judges its result. Where the samples lie is its own affair; an {@link Objective}
 * has them in this process.
 */
public interface ErrorFunction extends AutoCloseable {
  /** The network that the gates are of. */
  Network network();

  ErrorMeasure measure();

  int samples();

  /** Whether accuracy means something with this data. */
  boolean tellsClasses();

  /**
   * E(α) and the accuracy.
   *
   * @throws io.secateur.model.UnusableException if the network gives no number on a sample
   */
  Evaluation evaluate(Gates gates);

  /**
   * How many samples of each class the network takes for which (true class, class that it says);
   * only where {@link #tellsClasses}.
   *
   * @param classes how many there are
   */
  int[][] confusion(Gates gates, int classes);

  /**
   * E(α) along the gate of one neuron: with α_k at each of some values, and all other gates as they
   * are.
   *
   * @return one total error a value, in their order; infinite where the network gives no number
   */
  double[] along(Gates gates, int neuron, double... alphas);

  /**
   * The network without a neuron besides: its gate closed, its readers repaired by what they take
   * of this data, if anything is to be repaired.
   */
  Gates close(Gates gates, int neuron);

  /**
   * The network without some neurons, which is the same in whatever order they are named: all gates
   * closed, and what is to be repaired fitted at once, reader by reader.
   */
  default Gates without(int... neurons) {
    Gates gates = network().anatomy().open();
    for (int neuron : IntStream.of(neurons).sorted().toArray()) {
      gates = close(gates, neuron);
    }
    return gates;
  }

  /**
   * The order in which neurons that go by one ranking are best closed, one after another: as they
   * are; or where something is to be repaired, those of the last layer first. What earlier readers
   * take then stays as it is, and is learnt for all of them at once.
   */
  default int[] inOrder(Gates gates, int... neurons) {
    return neurons;
  }

  /**
   * E(α) without each of some neurons: for candidate k, E(α) with α_k = 0 and all other gates as
   * they are, its readers repaired if anything is to be repaired.
   *
   * @return one total error a candidate, in their order; infinite where the network gives no number
   */
  double[] ablate(Gates gates, int[] candidates);

  /**
   * The same, exact only for the candidates with the lowest totals: of the others, it may be a part
   * that proves that they are not among these, as no sample's error is below 0.
   *
   * @param wanted how many of the lowest are wanted
   * @param slack totals up to this above the wanted ones are exact too
   */
  double[] ablate(Gates gates, int[] candidates, int wanted, double slack);

  /**
   * The lowest totals with a probability: candidates are dropped by paired confidence bounds on a
   * growing sample of the samples.
   *
   * @param wanted how many of the lowest are wanted
   * @param slack totals up to this above the wanted ones are exact too
   * @param confidence the probability that none of these is dropped, such as 0.99
   * @return exact totals; infinite for what was dropped, by these bounds or as above
   */
  double[] estimate(Gates gates, int[] candidates, int wanted, double slack, double confidence);

  /**
   * ∂E/∂α_k for every neuron: Σ o ∂E/∂o over samples and over the places where k is read, at α = 1.
   */
  double[] gradient(Gates gates);

  /**
   * The gradient, and by the paper's diagonal recursion Σ o² ∂²E/∂o² for every neuron.
   *
   * @throws io.secateur.model.UnusableException if an operator on the way has no second-order rule
   */
  Derivatives derivatives(Gates gates);

  /**
   * What needs each sample's own derivatives.
   *
   * @throws io.secateur.model.UnusableException if the samples lie where these are not told
   */
  BySample bySample();

  @Override
  void close();
}
