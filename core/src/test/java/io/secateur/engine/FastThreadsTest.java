package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are the same numbers, bit for bit, however many threads made them. */
class FastThreadsTest {
  private static final DenseChain CHAIN =
      new DenseChain(1, List.of(5, 17, 33, 16, 10), List.of("Relu", "Sigmoid", "Tanh"), "Softmax");

  /** Fewer blocks than parts of the work, as many, and more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 65, 640, 4096, 5000})
  void oneThreadOrFour(int samples) {
    double[] expected = null;
    try (Oracles oracles = oracles(samples)) {
      for (int threads : new int[] {1, 4, 3, 1}) {
        double[] found = inPool(threads, oracles.fast(), oracles.closed(0.2, 1));
        expected = expected == null ? found : expected;
        assertThat(found).containsExactly(expected);
      }
    }
    try (Oracles again = oracles(samples)) {
      assertThat(measured(again.fast(), again.closed(0.2, 1))).containsExactly(expected);
    }
  }

  /** What was asked before leaves no trace. */
  @ParameterizedTest
  @ValueSource(ints = {65, 640})
  void repeatable(int samples) {
    try (Oracles oracles = oracles(samples)) {
      double[] first = measured(oracles.fast(), oracles.open());
      for (int round = 1; round <= 4; round++) {
        measured(oracles.fast(), oracles.closed(0.2 * round, round));
        assertThat(measured(oracles.fast(), oracles.open())).containsExactly(first);
      }
    }
  }

  /** A network that was come to by single removals is the one that is looked at first. */
  @Test
  void oneByOne() {
    try (Oracles oracles = oracles(200);
        Oracles again = oracles(200)) {
      Gates gates = oracles.open();
      for (int k : new int[] {20, 3, 18, 50, 4, 19, 21, 51, 0}) {
        gates = gates.close(k);
        oracles.fast().evaluate(gates);
      }
      assertThat(oracles.fast().ablate(gates, gates.alive()))
          .containsExactly(again.fast().ablate(gates, gates.alive()));
    }
  }

  private static Oracles oracles(int samples) {
    return Oracles.of(CHAIN.model(), CHAIN.samples(samples, true), new CrossEntropy());
  }

  private static double[] inPool(int threads, Objective objective, Gates gates) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> measured(objective, gates)).join();
    } finally {
      pool.shutdown();
    }
  }

  /** All that are left one by one, and at the end none. */
  private static double[] measured(Objective objective, Gates gates) {
    // other gates first, so that these are settled here
    objective.ablate(gates.close(gates.alive()[0]), new int[] {gates.alive()[1]});
    int[] alive = gates.alive();
    double[] totals = java.util.Arrays.copyOf(objective.ablate(gates, alive), alive.length + 1);
    totals[alive.length] = objective.evaluate(gates).error();
    return totals;
  }
}
