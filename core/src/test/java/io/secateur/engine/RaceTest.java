package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.SquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lowest totals are exact, whatever is left out of the others. */
class RaceTest {
  /** On libtorch, the last digits of float32 depend on how many samples go through at once. */
  private static final double LIBTORCH = 1e-6;

  private static final List<Integer> WIDTHS = List.of(5, 17, 33, 10);
  private static final DenseChain SIGMOIDS =
      new DenseChain(1, WIDTHS, List.of("Sigmoid", "Sigmoid"), "Sigmoid");
  private static final DenseChain RELUS =
      new DenseChain(2, WIDTHS, List.of("Relu", "Relu"), "Softmax");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 49, 50, 60})
  void theWantedAreExactAndTheOthersAreAbove(int wanted) {
    assertLowest(SIGMOIDS, new SquaredError(), Measuring.DEFAULT, wanted);
    assertLowest(RELUS, new CrossEntropy(), Measuring.DEFAULT, wanted);
  }

  @ParameterizedTest
  @EnumSource(SampleOrder.class)
  void inEveryOrderOfSamples(SampleOrder order) {
    assertLowest(SIGMOIDS, new SquaredError(), Measuring.DEFAULT.with(order), 1);
    assertLowest(RELUS, new CrossEntropy(), Measuring.DEFAULT.with(order), 3);
  }

  @ParameterizedTest
  @EnumSource(Measuring.Oracle.class)
  void onLibtorchToo(Measuring.Oracle oracle) {
    assertLowest(SIGMOIDS, new KullbackLeibler(), Measuring.DEFAULT.with(oracle), 2, LIBTORCH);
  }

  @ParameterizedTest
  @EnumSource(SampleOrder.class)
  void onLibtorchInEveryOrderOfSamples(SampleOrder order) {
    DenseChain softmax = new DenseChain(3, WIDTHS, List.of("Relu", "Sigmoid"), "Softmax");
    assertLowest(softmax, new SquaredError(), Measuring.DEFAULT.with(order), 1, LIBTORCH);
    assertLowest(softmax, new SquaredError(), Measuring.DEFAULT.with(order), 20, LIBTORCH);
  }

  private static void assertLowest(
      DenseChain chain, ErrorMeasure measure, Measuring how, int wanted) {
    assertLowest(chain, measure, how, wanted, 0);
  }

  /** Three rounds, with ever fewer neurons. */
  private static void assertLowest(
      DenseChain chain, ErrorMeasure measure, Measuring how, int wanted, double tolerance) {
    try (Network network = Network.of(chain.model().graph(), java.util.Map.of());
        Objective objective = new Objective(network, chain.samples(1000, true), measure, how)) {
      Gates gates = network.anatomy().open();
      for (int round = 0; round < 3; round++) {
        int[] candidates = gates.alive();
        double[] all = objective.ablate(gates, candidates);
        double[] found = objective.ablate(gates, candidates, wanted, 0);
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double last = sorted[Math.min(wanted, sorted.length) - 1];
        for (int i = 0; i < all.length; i++) {
          double little = tolerance * all[i];
          if (all[i] <= last) {
            assertThat(found[i]).isBetween(all[i] - little, all[i] + little);
          } else {
            assertThat(found[i]).isBetween(last - little, all[i] + little);
            assertThat(tolerance > 0 || found[i] > last).isTrue();
          }
        }
        int best =
            IntStream.range(0, all.length).filter(i -> all[i] == sorted[0]).findFirst().orElse(0);
        gates = gates.close(candidates[best]);
      }
    }
  }
}
