package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Model;
import io.secateur.testing.Memory;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Memory stays what it is, however long a run gets. */
@Tag("memory")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the process's memory is read from /proc")
class FastMemoryTest {
  private static final int ROUNDS = 500;

  /**
   * Six channels of 12 x 12 for 100 samples are 0.3 MB, five times in libtorch and twice at the
   * boundary.
   */
  private static Model images() {
    Sketch net = new Sketch(new Random(1), -1, 1, 12, 12);
    net.conv("c1", "x", 1, 6, 3);
    net.node("Relu", "r1", "c1");
    net.conv("c2", "r1", 6, 6, 3);
    net.node("Relu", "r2", "c2");
    net.node("Flatten", "f", "r2");
    net.gemm("g1", "f", 864, 16);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "a1", 16, 4);
    return net.ends("g2", -1, 4);
  }

  /**
   * Every round settles other gates, every third of them before the tail; what stayed of each would
   * be 200 MB and more.
   */
  @Test
  void fiveHundredRounds() {
    Samples samples = Samples.random(1, 100, 4, 1, 12, 12);
    try (Oracles oracles = Oracles.of(images(), samples, new SquaredError())) {
      rounds(oracles, ROUNDS); // compilers and allocators settle
      long heap = Memory.heap();
      long resident = Memory.resident();
      rounds(oracles, ROUNDS);
      assertThat(Memory.heap() - heap).isLessThan(20 * Memory.MEGABYTE);
      assertThat(Memory.resident() - resident).isLessThan(50 * Memory.MEGABYTE);
    }
  }

  private static void rounds(Oracles oracles, int rounds) {
    int[] last = {20, 21};
    for (int round = 0; round < rounds; round++) {
      int gone = round % 3 == 0 ? round / 3 % 6 : 6 + round % 14;
      Gates gates = oracles.open().close(gone);
      oracles.fast().ablate(gates, last);
      oracles.fast().evaluate(gates);
    }
  }
}
