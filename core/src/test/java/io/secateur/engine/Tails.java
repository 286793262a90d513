package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.model.Model;
import io.secateur.model.Tensor;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dense tails of models, for tests. */
final class Tails {
  /** A weight is computed in double precision and rounded to single, which is half of 1.2e-7. */
  private static final double ROUNDED = 1e-7;

  private Tails() {}

  static DenseTail of(Model model) {
    return Objects.requireNonNull(maybe(model), "no dense tail was found");
  }

  static DenseTail of(Network network) {
    return Objects.requireNonNull(network.tail(), "no dense tail was found");
  }

  static @Nullable DenseTail maybe(Model model) {
    try (Network network = Network.of(model.graph(), Map.of())) {
      return network.tail();
    }
  }

  static double[] constant(Model model, String name) {
    Tensor tensor = Objects.requireNonNull(model.graph().constants().get(name), name);
    double[] values = new double[Math.toIntExact(tensor.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.at(i);
    }
    return values;
  }

  static void assertWeights(DenseLayer layer, double[] weights, double[] bias) {
    assertClose(layer.weights(), weights);
    assertClose(layer.bias(), bias);
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("number %d", i)
          .isCloseTo(expected[i], within(ROUNDED * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
