package io.secateur.criteria;

import io.secateur.engine.Network;
import io.secateur.engine.Reading;
import java.util.Arrays;

/**
 * What a neuron's readers are given of it, whatever the error: a baseline that takes a forward
 * pass.
 *
 * @param how what is made of the outputs
 */
record Activation(How how) implements Criterion {
  /** What is made of a neuron's outputs o at its readers. */
  enum How {
    /** The mean of |o| over samples, places and readers. */
    MEAN,
    /**
     * Σ var(o) · ‖w‖² over readers, w the weights with which one reads the neuron (An et al. 2024,
     * "Fluctuation-based adaptive structured pruning", where a mean can be made up for by a bias).
     */
    FLAP,
    /**
     * The share of outputs that are not 0, one minus the average percentage of zeros (APoZ, Hu et
     * al. 2016, "Network trimming"): the neuron that is silent most often goes first.
     */
    ZEROS
  }

  @Override
  public double[] scores(Subject subject) {
    Network network = subject.objective().network();
    int neurons = network.anatomy().neurons().size();
    double[] sums = new double[neurons];
    double[] counts = new double[neurons];
    Weights weights = how == How.FLAP ? Weights.of(network, "activation:flap") : null;
    for (Reading reading : subject.objective().bySample().readings(subject.gates())) {
      if (!subject.concerns(reading.site())) {
        continue;
      }
      double[] squares =
          weights == null
              ? new double[0]
              : weights.outgoing(neurons, reading.site(), "activation:flap", w -> w * w);
      int[] read = reading.site().neurons();
      // a neuron may lie in several places of an axis, which share its weights
      double[] places = new double[neurons];
      Arrays.stream(read).filter(k -> k >= 0).forEach(k -> places[k]++);
      for (int i = 0; i < read.length; i++) {
        int k = read[i];
        if (k >= 0) {
          counts[k] += reading.count();
          sums[k] +=
              switch (how) {
                case MEAN -> reading.absolute()[i];
                case ZEROS -> reading.count() - reading.zeros()[i];
                case FLAP -> reading.variance(i) * squares[k] / places[k];
              };
        }
      }
    }
    if (how != How.FLAP) {
      Arrays.setAll(sums, k -> sums[k] / counts[k]);
    }
    return subject.pick(sums);
  }
}
