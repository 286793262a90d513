package io.secateur.engine;

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
    CATEGORICAL,
    BERNOULLI
  }

  /** The error of a network that ends in this tail; null where the kernels do not know it. */
  static @Nullable DenseError of(Network network, DenseTail tail, ErrorMeasure measure) {
    DenseLayer last = tail.layers().get(tail.layers().size() - 1);
    OutputKind kind = network.outputKind();
    if (measure instanceof SquaredError) {
      boolean known = kind == OutputKind.LINEAR || kind == OutputKind.SIGMOID;
      return known
          ? new DenseError(Kind.SQUARED, last.activation(), last.slope(), last.out())
          : null;
    }
    if (measure instanceof CrossEntropy) {
      boolean bernoulli =
          kind == OutputKind.SIGMOID || (kind == OutputKind.LINEAR && last.out() == 1);
      Kind which = bernoulli ? Kind.BERNOULLI : Kind.CATEGORICAL;
      return new DenseError(which, Activation.IDENTITY, 0, last.out());
    }
    return null; // the divergence is a small difference of large numbers, and wants double
    // precision
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
      case CATEGORICAL -> kernels.categorical(z, outputs, targets, width, each);
      case BERNOULLI -> kernels.bernoulli(z, outputs, targets, width, each);
    }
  }
}
