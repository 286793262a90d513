package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Model;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Neurons before a dense tail, and neurons that are read inside it and elsewhere too. */
class FastUpstreamTest {
  /** Channels 0 to 3 are upstream; 4 to 8 are four columns each; 9 to 15 are units. */
  private static Model images(long batch, String end) {
    Sketch net = new Sketch(new Random(1), batch, 1, 4, 4);
    net.conv("c1", "x", 1, 4, 3);
    net.node("Relu", "r1", "c1");
    net.conv("c2", "r1", 4, 5, 3);
    net.norm("n2", "c2", 5);
    net.node("Relu", "r2", "n2");
    net.node(
        "AveragePool", "p", "r2", "kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2});
    net.node("Flatten", "f", "p");
    net.gemm("g1", "f", 20, 7);
    net.norm("n3", "g1", 7);
    net.node("Sigmoid", "a1", "n3");
    net.node("Dropout", "d", "a1");
    net.gemm("g2", "d", 7, 3);
    net.node(end, "y", "g2");
    return net.ends("y", batch, 3);
  }

  private static Oracles oracles(Model model, ErrorMeasure measure) {
    return Oracles.of(model, Samples.random(1, 134, 3, 1, 4, 4), measure);
  }

  @ParameterizedTest
  @CsvSource({"-1, Softmax", "1, LogSoftmax", "4, Identity"})
  void closedGatesEverywhere(long batch, String end) {
    try (Oracles oracles = oracles(images(batch, end), new CrossEntropy())) {
      assertThat(oracles.open().size()).isEqualTo(16);
      for (int round = 0; round < 4; round++) {
        oracles.assertAgree(oracles.closed(round * 0.2, round), 16);
      }
      // all channels but one gone, upstream and at the boundary
      Gates gates = oracles.open();
      for (int k : new int[] {0, 2, 3, 4, 5, 7, 8, 12}) {
        gates = gates.close(k);
        oracles.assertAgree(gates, 4);
      }
    }
  }

  /** What was run before the tail is run again when, and only when, something there has changed. */
  @Test
  void thereAndBack() {
    try (Oracles oracles = oracles(images(-1, "Sigmoid"), new SquaredError())) {
      Gates open = oracles.open();
      for (Gates gates : List.of(open, open.close(1), open, open.close(5), open.close(10), open)) {
        oracles.assertAgree(gates, 6);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 12})
  void gatesBetween(int neuron) {
    try (Oracles oracles = oracles(images(-1, "Softmax"), new CrossEntropy())) {
      oracles.assertAgree(oracles.open(), 4);
      oracles.assertAgree(oracles.open().with(neuron, 0.5), 16);
      oracles.assertAgree(oracles.open().with(neuron, 2).close(4).close(11), 16);
    }
  }

  /**
   * The first hidden layer, 0 to 3, is read by the tail and by a second output's layer, so that the
   * tail alone cannot say what the network is without one of them; still its gates stand there.
   */
  @Test
  void aLayerWithTwoReaders() {
    Sketch net = new Sketch(new Random(3), -1, 3);
    net.gemm("g1", "x", 3, 4);
    net.node("Tanh", "a1", "g1");
    net.gemm("g2", "a1", 4, 5);
    net.node("Relu", "a2", "g2");
    net.gemm("g3", "a2", 5, 2);
    net.gemm("other", "a1", 4, 3);
    Model model = net.ends("g3", new long[] {-1, 2}, "other", -1, 3);
    try (Oracles oracles = Oracles.of(model, Samples.random(3, 129, 2, 3), new CrossEntropy())) {
      oracles.assertAgree(oracles.open(), 9);
      oracles.assertAgree(oracles.open().close(2), 9);
      oracles.assertAgree(oracles.open().close(2).close(6), 9);
      oracles.assertAgree(oracles.open().with(2, 0.5), 9);
      oracles.assertAgree(oracles.open().with(1, 3).close(5), 9);
    }
  }

  /** A shortcut's neurons are read before the tail and in it. */
  @Test
  void aShortcut() {
    Sketch net = new Sketch(new Random(4), -1, 3);
    net.gemm("g1", "x", 3, 4);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "a1", 4, 4);
    net.node("Relu", "a2", "g2");
    net.node("Add", "joined", List.of("a1", "a2"));
    net.gemm("g3", "joined", 4, 6);
    net.node("Relu", "a3", "g3");
    net.gemm("g4", "a3", 6, 2);
    Model model = net.ends("g4", -1, 2);
    try (Oracles oracles = Oracles.of(model, Samples.random(4, 129, 2, 3), new CrossEntropy())) {
      for (int round = 0; round < 4; round++) {
        oracles.assertAgree(oracles.closed(round * 0.2, round), 10);
      }
      oracles.assertAgree(oracles.open().with(1, 0.5), 10);
      oracles.assertAgree(oracles.open().with(7, 0.5), 10);
    }
  }

  /** Units side by side with inputs, and units of two layers in one reader. */
  @Test
  void concatenations() {
    Sketch net = new Sketch(new Random(5), -1, 3);
    net.gemm("g1", "x", 3, 4);
    net.node("Relu", "a1", "g1");
    net.gemm("g2", "x", 3, 2);
    net.node("Tanh", "a2", "g2");
    net.node("Concat", "all", List.of("a2", "x", "a1"), "axis", 1L);
    net.gemm("g3", "all", 9, 3);
    net.node("Relu", "a3", "g3");
    net.gemm("g4", "a3", 3, 2);
    Model model = net.ends("g4", -1, 2);
    try (Oracles oracles = Oracles.of(model, Samples.random(5, 129, 2, 3), new CrossEntropy())) {
      assertThat(oracles.open().size()).isEqualTo(9);
      for (int round = 0; round < 4; round++) {
        oracles.assertAgree(oracles.closed(round * 0.2, round), 9);
      }
    }
  }
}
