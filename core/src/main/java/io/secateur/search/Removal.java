package io.secateur.search;

import io.secateur.anatomy.Neuron;
import org.jspecify.annotations.Nullable;

/**
 * One neuron gone.
 *
 * @param step which removal it was, from 1
 * @param neuron the neuron
 * @param predicted its score: ΔE as the criterion predicted it, where it predicts one
 * @param error the total error on the ranking data after it was gone; NaN where that was not
 *     measured, because it is not the last of its step
 * @param accuracy the accuracy after it was gone, on the holdout where there is one; NaN where
 *     there is none, or it was not measured
 * @param seconds since the removal before, or the start
 * @param audit what is known of the ranking that it was the first to go by; null if that was not
 *     audited
 */
public record Removal(
    int step,
    Neuron neuron,
    double predicted,
    double error,
    double accuracy,
    double seconds,
    @Nullable Audit audit) {
  /** Whether the network that it left was measured. */
  public boolean isMeasured() {
    return !Double.isNaN(error);
  }

  /** By a ranking that was not audited. */
  public Removal(
      int step, Neuron neuron, double predicted, double error, double accuracy, double seconds) {
    this(step, neuron, predicted, error, accuracy, seconds, null);
  }
}
