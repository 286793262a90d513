package io.secateur.engine;

import io.secateur.engine.errors.BrierScore;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.Mistakes;
import io.secateur.engine.errors.OutputKind;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.kernels.Activation;
import io.secateur.engine.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The error of a block from its last pre-activations.
 *
 * @param kind which error
 * @param output what the last activation is, for the squared error
 * @param slope of a leaky ReLU
 * @param outputs how many there are
 */
record DenseError(Kind kind, Activation output, float slope, int outputs) {
  /** The errors that the kernels know. */
  enum Kind {
    SQUARED,
    BRIER,
    CATEGORICAL,
    BERNOULLI,
    DIVERGENCE,
    MISTAKES
  }

  /** The error of a network that ends in this tail; null where the kernels do not know it. */
  static @Nullable DenseError of(Network network, DenseTail tail, ErrorMeasure measure) {
    DenseLayer last = tail.layers().get(tail.layers().size() - 1);
    OutputKind kind = network.outputKind();
    boolean bernoulli =
        kind == OutputKind.SIGMOID || (kind == OutputKind.LINEAR && last.out() == 1);
    if (measure instanceof SquaredError) {
      return switch (kind) {
        case LINEAR, SIGMOID ->
            new DenseError(Kind.SQUARED, last.activation(), last.slope(), last.out());
        case SOFTMAX -> new DenseError(Kind.BRIER, Activation.IDENTITY, 0, last.out());
        default -> null;
      };
    }
    if (measure instanceof Mistakes) {
      return kind == OutputKind.OTHER
          ? null
          : new DenseError(Kind.MISTAKES, Activation.IDENTITY, 0, last.out());
    }
    if (measure instanceof BrierScore) {
      return bernoulli
          ? new DenseError(Kind.SQUARED, Activation.SIGMOID, 0, last.out())
          : new DenseError(Kind.BRIER, Activation.IDENTITY, 0, last.out());
    }
    if (measure instanceof CrossEntropy) {
      Kind which = bernoulli ? Kind.BERNOULLI : Kind.CATEGORICAL;
      return new DenseError(which, Activation.IDENTITY, 0, last.out());
    }
    return measure instanceof KullbackLeibler && !bernoulli
        ? new DenseError(Kind.DIVERGENCE, Activation.IDENTITY, 0, last.out())
        : null;
  }

  /** How many numbers a sample's outputs are held against. */
  int goals() {
    return kind == Kind.DIVERGENCE ? 2 * outputs : outputs;
  }

  /**
   * What outputs are held against, as the kernels take it (samples, goals).
   *
   * @param rows (samples, outputs): targets, or the original network's last pre-activations
   */
  double[] goals(double[] rows) {
    if (kind != Kind.DIVERGENCE) {
      return rows;
    }
    double[] goals = new double[2 * rows.length];
    for (int from = 0; from < rows.length; from += outputs) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < outputs; k++) {
        max = Math.max(max, rows[from + k]);
      }
      double sum = 0;
      for (int k = 0; k < outputs; k++) {
        sum += Math.exp(rows[from + k] - max);
      }
      for (int k = 0; k < outputs; k++) {
        double log = rows[from + k] - max - Math.log(sum);
        goals[2 * from + k] = log;
        goals[2 * from + outputs + k] = Math.exp(log);
      }
    }
    return goals;
  }

  /** Whether a block's outputs are sigmoids, whose squared error can be updated as they are. */
  boolean isShiftable() {
    return kind == Kind.SQUARED && output == Activation.SIGMOID;
  }

  /** The error of each of a block's samples; the pre-activations are overwritten by the outputs. */
  void of(Kernels kernels, float[] z, float[] targets, float[] each) {
    of(kernels, z, targets, Kernels.BLOCK, each);
  }

  /** The same for the first {@code width} samples, a multiple of {@link Kernels#WIDE}. */
  void of(Kernels kernels, float[] z, float[] targets, int width, float[] each) {
    switch (kind) {
      case SQUARED -> {
        kernels.activate(output, slope, z, outputs * Kernels.BLOCK);
        kernels.squared(z, outputs, targets, width, each);
      }
      case BRIER -> kernels.brier(z, outputs, targets, width, each);
      case CATEGORICAL -> kernels.categorical(z, outputs, targets, width, each);
      case BERNOULLI -> kernels.bernoulli(z, outputs, targets, width, each);
      case DIVERGENCE -> kernels.divergence(z, outputs, targets, width, each);
      case MISTAKES -> kernels.mistakes(z, outputs, targets, width, each);
    }
  }
}
