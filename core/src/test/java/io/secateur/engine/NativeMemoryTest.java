package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.model.Graph;
import io.secateur.testing.Memory;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Native memory is freed where it was made: a long run must not grow.
 *
 * <p>The resident memory of a process comes and goes with its threads; a leak raises even its
 * lowest value, so the lowest of ten before is compared with the lowest of ten after.
 */
@Tag("memory")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the process's memory is read from /proc")
class NativeMemoryTest {
  /**
   * A round makes about 3 MB of tensors (300 samples of 300 values, forward, backward and for every
   * candidate), so 300 rounds that kept a fiftieth of it would grow by 18 MB.
   */
  @Test
  void memoryStaysFlatOverALongRun() {
    Samples samples = Samples.random(1, 300, 60).labelled(3);
    int threads = torch.get_num_threads();
    torch.set_num_threads(1); // so small a work is slower on several
    try (Network network = Nets.network(Nets.mlp("Tanh", "Softmax", 60, 40, 30, 3));
        Objective objective = new Objective(network, samples, new CrossEntropy())) {
      Gates gates = network.anatomy().open().close(7);
      int[] some = {0, 10, 50};
      long growth =
          growthOver(
              300,
              () -> {
                objective.evaluate(gates);
                objective.derivatives(gates);
                objective.ablate(gates, some);
              });
      assertThat(growth).isLessThan(12L << 20);
    } finally {
      torch.set_num_threads(threads);
    }
  }

  /** The garbage collector frees forgotten objects one day; none may be left to it. */
  @Test
  void noNativeObjectIsForgotten() {
    Samples samples = Samples.random(1, 10, 4).labelled(3);
    for (ErrorMeasure measure : List.of(new CrossEntropy(), new KullbackLeibler())) {
      Nets.network(Nets.mlp("Tanh", "Softmax", 4, 5, 3)).close(); // what is made but once
      long before = Pointer.totalCount();
      try (Network network = Nets.network(Nets.mlp("Tanh", "Softmax", 4, 5, 3));
          Objective objective = new Objective(network, samples, measure)) {
        Gates gates = network.anatomy().open().close(1);
        objective.derivatives(gates); // keeps what no gate changes
        long open = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
          objective.evaluate(gates);
          objective.derivatives(gates);
          objective.ablate(gates, gates.alive());
          objective.ablate(gates.with(2, 0.5), gates.alive());
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(open);
      }
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
  }

  /** What is closed gives back what it kept: 40 times 4 MB of samples would be 160 MB. */
  @Test
  void whatIsClosedIsGivenBack() {
    Samples samples = Samples.random(1, 1000, 1000).labelled(3);
    Graph graph = Nets.mlp("Tanh", "Softmax", 1000, 5, 3);
    long growth =
        growthOver(
            40,
            () -> {
              try (Network network = Nets.network(graph);
                  Objective objective = new Objective(network, samples, new KullbackLeibler())) {
                objective.evaluate(network.anatomy().open());
              }
            });
    assertThat(growth).isLessThan(60L << 20);
  }

  /** How much the lowest resident memory grows over so many rounds. */
  private static long growthOver(int rounds, Runnable round) {
    repeat(rounds / 2, round);
    long before = lowest(rounds / 4, round);
    repeat(rounds - rounds / 4, round);
    return lowest(rounds / 4, round) - before;
  }

  private static void repeat(int rounds, Runnable round) {
    for (int i = 0; i < rounds; i++) {
      round.run();
    }
  }

  private static long lowest(int rounds, Runnable round) {
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      repeat(rounds / 10, round);
      lowest = Math.min(lowest, Memory.resident());
    }
    return lowest;
  }
}
