package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.OutputKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ablation that computes only what a neuron changes gives what running the whole network gives. */
class FastOracleTest {
  private static final List<String> KNOWN =
      List.of("Relu", "LeakyRelu", "Sigmoid", "Tanh", "Identity");
  private static final List<String> ALL =
      List.of("Relu", "LeakyRelu", "Sigmoid", "Tanh", "Identity", "Elu");

  private static final int[] FIRST = {0, 3, 20, 24};
  private static final int[] SAMPLES = {1, 65, 127, 128, 129, 500};

  /** How a network may end, and the errors that it may be judged by. */
  private static final List<List<String>> ENDS =
      List.of(
          List.of("Identity", "squared", "cross-entropy", "kl"),
          List.of("Sigmoid", "squared", "cross-entropy", "kl"),
          List.of("Softmax", "squared", "cross-entropy", "kl"),
          List.of("LogSoftmax", "squared", "cross-entropy"),
          List.of("Tanh", "squared"),
          List.of("Identity", "brier"),
          List.of("Sigmoid", "brier"),
          List.of("Softmax", "brier"),
          List.of("LogSoftmax", "brier"),
          List.of("Identity", "mistakes"),
          List.of("Sigmoid", "mistakes"),
          List.of("Softmax", "mistakes"));

  static Stream<Arguments> chains() {
    List<Arguments> chains = new ArrayList<>();
    for (List<String> end : ENDS) {
      for (String error : end.subList(1, end.size())) {
        for (int samples : SAMPLES) {
          int i = chains.size();
          boolean several = end.get(0).endsWith("oftmax");
          int outputs = new int[] {several ? 2 : 1, 3, 10, 17}[i % 4];
          DenseChain chain = DenseChain.random(i, i % 2 == 0 ? KNOWN : ALL, outputs, end.get(0));
          chains.add(Arguments.of(chain, error, samples, i % 3 != 0));
        }
      }
    }
    return chains.stream();
  }

  @ParameterizedTest
  @MethodSource("chains")
  void chains(DenseChain chain, String error, int samples, boolean labels) {
    try (Oracles oracles = oracles(chain, error, samples, labels)) {
      oracles.assertAgree(oracles.open(), 25);
      oracles.assertAgree(oracles.closed(0.3, 1), 19);
      oracles.assertAgree(oracles.closed(0.8, 2), 13);
    }
  }

  /** Layers of which nothing is left, in all combinations; neurons 0 to 2, 3 to 19 and 20 to 23. */
  @Test
  void wholeLayersGone() {
    DenseChain chain =
        new DenseChain(1, List.of(5, 3, 17, 4, 3), List.of("Relu", "Sigmoid", "Tanh"), "Softmax");
    try (Oracles oracles = oracles(chain, "cross-entropy", 129, true)) {
      for (int which = 0; which < 8; which++) {
        Gates gates = oracles.open();
        for (int layer = 0; layer < 3; layer++) {
          boolean gone = (which >> layer & 1) == 1;
          for (int k = FIRST[layer]; gone && k < FIRST[layer + 1]; k++) {
            gates = gates.close(k);
          }
        }
        oracles.assertAgree(gates, 25);
      }
    }
  }

  /** Gates that are neither open nor closed are for libtorch. */
  @Test
  void gatesBetween() {
    DenseChain chain =
        new DenseChain(2, List.of(5, 16, 16, 3), List.of("Relu", "Tanh"), "Identity");
    try (Oracles oracles = oracles(chain, "cross-entropy", 129, true)) {
      oracles.assertAgree(oracles.open(), 10);
      oracles.assertAgree(oracles.open().with(3, 0.5), 22);
      oracles.assertAgree(oracles.open().with(20, 10).close(2), 22);
      oracles.assertAgree(oracles.open().with(31, -1), 22);
      oracles.assertAgree(oracles.open(), 10);
    }
  }

  /** What is closed already changes nothing when it is closed. */
  @Test
  void aNeuronThatIsGone() {
    DenseChain chain = new DenseChain(3, List.of(5, 4, 4, 3), List.of("Relu", "Tanh"), "Identity");
    try (Oracles oracles = oracles(chain, "squared", 129, true)) {
      Gates gates = oracles.open().close(1).close(6);
      double error = oracles.naive().evaluate(gates).error();
      for (double found : oracles.fast().ablate(gates, new int[] {1, 6})) {
        assertThat(found).isCloseTo(error, within(Oracles.SINGLE * error));
      }
    }
  }

  /** Asked for in any order, and more than once. */
  @Test
  void candidatesInAnyOrder() {
    DenseChain chain = new DenseChain(4, List.of(5, 4, 4, 3), List.of("Relu", "Elu"), "Identity");
    try (Oracles oracles = oracles(chain, "squared", 129, true)) {
      int[] some = {7, 0, 3, 5, 0, 7};
      double[] alone = new double[8];
      for (int k = 0; k < 8; k++) {
        alone[k] = oracles.fast().ablate(oracles.open(), new int[] {k})[0];
      }
      assertThat(oracles.fast().ablate(oracles.open(), some))
          .containsExactly(alone[7], alone[0], alone[3], alone[5], alone[0], alone[7]);
      assertThat(oracles.fast().ablate(oracles.open(), new int[0])).isEmpty();
    }
  }

  private static Oracles oracles(DenseChain chain, String error, int samples, boolean labels) {
    Dataset data = chain.samples(samples, labels);
    ErrorMeasure measure = ErrorChoice.of(error, OutputKind.LINEAR, data.targets()).measure();
    return Oracles.of(chain.model(), data, measure);
  }
}
