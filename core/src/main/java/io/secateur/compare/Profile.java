package io.secateur.compare;

import io.secateur.anatomy.Neuron;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a neuron does on the data, as its first reader gets it: one number a sample, or a channel's
 * numbers at all places of all samples.
 *
 * @param neuron the neuron
 * @param mean of its outputs
 * @param deviation their standard deviation
 * @param least the lowest
 * @param most the highest
 * @param silent the share of outputs that are exactly 0, as behind a ReLU
 * @param saturated the share of places where its activation is nearly flat: |σ'(x)| is at most
 *     {@value #FLAT} of the steepest that σ is anywhere, as for a ReLU where x ≤ 0; NaN where no
 *     activation of one input stands before the reader
 * @param histogram of its outputs
 * @param ingoing √Σ w² over the weights and bias that make it; NaN where they cannot be told
 * @param outgoing √Σ w² over the weights with which others read it; NaN likewise
 * @param correlation Pearson's, of its outputs with those of the neuron of its layer where that is
 *     the largest in size; NaN where there is none, or its outputs are all the same
 * @param like that neuron
 */
public record Profile(
    Neuron neuron,
    double mean,
    double deviation,
    double least,
    double most,
    double silent,
    double saturated,
    Histogram histogram,
    double ingoing,
    double outgoing,
    double correlation,
    @Nullable Neuron like) {
  /** At most so much of the steepest slope is flat. */
  public static final double FLAT = 0.05;

  /**
   * How often outputs lie where.
   *
   * @param from the lower end of the first bin: the lowest output of any neuron of the layer
   * @param to the upper end of the last, which belongs to it: the highest
   * @param counts of equally wide bins
   */
  public record Histogram(double from, double to, List<Long> counts) {
    public Histogram {
      counts = List.copyOf(counts);
    }
  }
}
