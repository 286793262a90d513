package io.secateur.criteria;

import java.util.Random;

/**
 * A random number for each neuron, the same for a seed however often it is asked: the order that
 * says nothing.
 *
 * @param seed chooses the order
 */
record RandomOrder(long seed) implements Criterion {
  @Override
  public double[] scores(Subject subject) {
    return subject.pick(new Random(seed).doubles(subject.gates().size()).toArray());
  }
}
