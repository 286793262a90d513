package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.secateur.anatomy.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Native memory is freed where it was made: a long run must not grow. */
class NativeMemoryTest {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE = 4096;

  /**
   * A round makes about 3 MB of tensors (300 samples of 300 values, forward, backward and for every
   * candidate), so 300 rounds that kept a thirtieth of it would grow by 30 MB. Allocators and the
   * JVM's own heap move by a few.
   */
  @Test
  void memoryStaysFlatOverALongRun() throws IOException {
    assumeTrue(Files.isReadable(STATM), "skipped: there is no " + STATM + " here");
    Samples samples = Samples.random(1, 300, 60).labelled(3);
    int threads = torch.get_num_threads();
    torch.set_num_threads(1); // so small a work is slower on several
    try (Network network = Nets.network(Nets.mlp("Tanh", "Softmax", 60, 40, 30, 3));
        Objective objective = new Objective(network, samples, new CrossEntropy())) {
      Gates open = network.anatomy().open();
      int[] some = {0, 10, 50};
      long warm = 0;
      for (int round = 0; round < 400; round++) {
        if (round == 100) {
          warm = resident();
        }
        Gates gates = open.close(round % 40);
        objective.evaluate(gates);
        objective.derivatives(gates);
        objective.ablate(gates, some);
      }
      assertThat(resident() - warm).isLessThan(30L << 20);
    } finally {
      torch.set_num_threads(threads);
    }
  }

  /** Objectives and networks that are closed give back what they kept: 4 MB of samples each. */
  @Test
  void whatIsClosedIsGivenBack() throws IOException {
    assumeTrue(Files.isReadable(STATM), "skipped: there is no " + STATM + " here");
    Samples samples = Samples.random(1, 1000, 1000).labelled(3);
    var graph = Nets.mlp("Tanh", "Softmax", 1000, 5, 3);
    long warm = 0;
    for (int round = 0; round < 40; round++) {
      if (round == 10) {
        warm = resident();
      }
      try (Network network = Nets.network(graph);
          Objective objective = new Objective(network, samples, new KullbackLeibler())) {
        objective.evaluate(network.anatomy().open());
      }
    }
    // 30 rounds would keep 120 MB; the copies on the Java heap come and go
    assertThat(resident() - warm).isLessThan(60L << 20);
  }

  private static long resident() throws IOException {
    System.gc();
    String pages = Files.readString(STATM).split(" ", -1)[1];
    return Long.parseLong(pages) * PAGE;
  }
}
