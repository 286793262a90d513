package io.secateur.engine.repair;

/**
 * Only the constant 1 says something: r_j = x_j − mean(x_j). For a convolution the mean is over all
 * places of its kernel, padding included, for each tap by itself.
 *
 * @param neurons for each feature the neuron that it is
 * @param hasBias whether there is something to add the mean to
 * @param means of the features
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Means(int[] neurons, boolean hasBias, double[] means) implements Fit {

  @Override
  public Loss loss(int... gone) {
    int[] lost = Reader.of(neurons, gone);
    Loss loss = Loss.whole(neurons.length, lost);
    for (int s = 0; s < lost.length && hasBias; s++) {
      loss.coefficients()[neurons.length][s] = -means[lost[s]];
    }
    return loss;
  }

  @Override
  public Fit without(int... neurons) {
    return this;
  }
}
