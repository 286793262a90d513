package io.secateur.engine.repair;

/**
 * Only the constant 1 says something: r_j = x_j − mean(x_j). For a convolution the mean is over all
 * places of its kernel, padding included, for each tap by itself.
 */
record Means(Reader reader, double[] means) implements Fit {

  @Override
  public Loss loss(int neuron) {
    int[] lost = reader.of(neuron);
    Loss loss = Loss.whole(reader.features(), lost);
    for (int s = 0; s < lost.length && reader.bias() != null; s++) {
      loss.coefficients()[reader.features()][s] = -means[lost[s]];
    }
    return loss;
  }

  @Override
  public Fit without(int neuron) {
    return this;
  }
}
