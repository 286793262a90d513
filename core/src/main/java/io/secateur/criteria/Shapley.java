package io.secateur.criteria;

import io.secateur.anatomy.Gates;
import io.secateur.engine.Estimate;
import java.util.Random;

/**
 * The Shapley value of a neuron's absence: what E grows by when it goes, measured after others have
 * gone, as the mean over all orders in which all candidates can go; estimated from random orders
 * (Castro, Gómez & Tejada 2009; for pruning Ancona, Öztireli & Gross 2020). The values of all
 * candidates add up to E without any of them minus E.
 *
 * @param orders how many are drawn, each of which is a measurement for every candidate
 * @param seed of the orders
 */
record Shapley(int orders, long seed) implements Sampled {
  @Override
  public Estimate estimate(Subject subject) {
    Random random = new Random(seed);
    double[][] costs = new double[orders][];
    for (int d = 0; d < orders; d++) {
      costs[d] = costs(subject, order(subject.candidates().length, random));
    }
    return Estimate.of(costs);
  }

  /** What each candidate costs when they go in an order, which gives their places. */
  private static double[] costs(Subject subject, int... order) {
    double[] costs = new double[order.length];
    Gates gates = subject.gates();
    double before = subject.error();
    for (int place : order) {
      int k = subject.candidates()[place];
      double without = subject.objective().ablate(gates, new int[] {k})[0];
      costs[place] = without - before;
      before = without;
      gates = subject.objective().close(gates, k);
    }
    return costs;
  }

  /** All places in a random order (Fisher & Yates). */
  private static int[] order(int count, Random random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
