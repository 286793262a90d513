package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.testing.Memory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a network needs is what is alive at once, however deep it is. */
@Tag("memory")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the process's memory is read from /proc")
class PassMemoryTest {
  private static final int DEPTH = 100;

  /** An image of two channels; 8 MB in single precision. */
  private static final int SIDE = 1024;

  /**
   * 100 values of 8 MB each, of which a shortcut keeps one more: 24 MB are alive, 800 are made.
   * What is freed comes back to the system only in part, however deep the network: some 300 MB.
   */
  @Test
  void aDeepNetworkIsRunWithinLittleMemory() {
    Nets.network(network(4, 2)).close(); // what is made but once
    long before = Memory.peak();
    try (Network network = Nets.network(network(SIDE, DEPTH));
        Objective objective =
            new Objective(
                network, Samples.random(1, 1, 2, SIDE, SIDE).labelled(1), new SquaredError())) {
      assertThat(objective.evaluate(network.anatomy().open()).error()).isPositive();
    }
    assertThat(Memory.peak() - before).isLessThan(500 * Memory.MEGABYTE);
  }

  private static Graph network(int side, int depth) {
    ModelBuilder model = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, 2, side, side);
    String shortcut = "x";
    String value = "x";
    for (int i = 0; i < depth; i++) {
      model.node(i % 4 == 3 ? "Add" : "Sigmoid", "v" + i, inputs(i, value, shortcut));
      value = "v" + i;
      shortcut = i % 4 == 3 ? value : shortcut;
    }
    model.node("ReduceMean", "y", List.of(value), "axes", new long[] {1, 2, 3}, "keepdims", 0);
    return model.output("y", ElementType.FLOAT, -1).build().graph();
  }

  private static List<String> inputs(int place, String value, String shortcut) {
    return place % 4 == 3 ? List.of(value, shortcut) : List.of(value);
  }
}
