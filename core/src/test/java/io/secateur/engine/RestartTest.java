package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.model.Model;
import io.secateur.testing.Samples;
import io.secateur.testing.Sketch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Candidates go through side by side where the graph allows it, and one by one where not. */
class RestartTest {
  /** The project's promise. */
  private static final double PROMISE = 1e-5;

  private static Sketch start() {
    Sketch net = new Sketch(new Random(1), -1, 2, 6, 6);
    net.conv("c1", "x", 2, 5, 3);
    net.node("Relu", "r1", "c1");
    net.conv("c2", "r1", 5, 4, 3);
    net.node("Tanh", "r2", "c2");
    return net;
  }

  private static Model end(Sketch net, String value) {
    net.gemm("g", value, 144, 3);
    net.node("Softmax", "y", "g", "axis", 1L);
    return net.ends("y", -1, 3);
  }

  private static Model plain() {
    Sketch net = start();
    net.node("Flatten", "f", "r2");
    return end(net, "f");
  }

  /** The first axis is asked for in the graph's middle and built into a shape. */
  private static Model countsItsSamples() {
    Sketch net = start();
    net.node("Shape", "s", "r1");
    net.number("zero", 0);
    net.sizes("rest", 144);
    net.node("Gather", "n", List.of("s", "zero"));
    net.sizes("axes", 0);
    net.node("Unsqueeze", "one", List.of("n", "axes"));
    net.node("Concat", "shape", List.of("one", "rest"), "axis", 0L);
    net.node("Reshape", "f", List.of("r2", "shape"));
    return end(net, "f");
  }

  /** Samples know of each other: each is compared with the mean of all. */
  private static Model looksAround() {
    Sketch net = start();
    net.node("ReduceMean", "m", "r2", "axes", new long[] {0}, "keepdims", 1L);
    net.node("Sub", "d", List.of("r2", "m"));
    net.node("Flatten", "f", "d");
    return end(net, "f");
  }

  /** Past a shortcut, the channels of which are read in two places. */
  private static Model shortcut() {
    Sketch net = new Sketch(new Random(2), -1, 2, 6, 6);
    net.conv("c1", "x", 2, 4, 3);
    net.node("Relu", "r1", "c1");
    net.conv("c2", "r1", 4, 6, 3);
    net.node("Relu", "r2", "c2");
    net.conv("c3", "r2", 6, 4, 3);
    net.node("Add", "sum", List.of("c3", "r1"));
    net.node("Relu", "r3", "sum");
    net.node("Flatten", "f", "r3");
    return end(net, "f");
  }

  @ParameterizedTest
  @CsvSource({"plain, 7", "countsItsSamples, 7", "looksAround, 7", "shortcut, 7", "plain, 1"})
  void asTheNaiveWay(String which, int samples) {
    Model model =
        switch (which) {
          case "countsItsSamples" -> countsItsSamples();
          case "looksAround" -> looksAround();
          case "shortcut" -> shortcut();
          default -> plain();
        };
    Samples data = Samples.random(1, samples, 3, 2, 6, 6);
    try (Oracles oracles = Oracles.of(model, data, new KullbackLeibler())) {
      Gates open = oracles.open();
      for (Gates gates : List.of(open, open.close(1), open.close(0).with(2, 0.5))) {
        assertAgree(oracles, gates);
      }
    }
  }

  /** A part of the samples says nothing of a graph in which they know of each other. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "looksAround", "shortcut"})
  void theLowestIsTheLowestOfAll(String which) {
    Model model =
        switch (which) {
          case "looksAround" -> looksAround();
          case "shortcut" -> shortcut();
          default -> plain();
        };
    Samples data = Samples.random(1, 300, 3, 2, 6, 6);
    Measuring how = Measuring.DEFAULT.with(SampleOrder.WORST_FIRST);
    try (Network network = Network.of(model.graph(), Map.of());
        Objective fast = new Objective(network, data, new CrossEntropy(), how)) {
      int[] all = network.anatomy().open().alive();
      double[] totals = fast.ablate(network.anatomy().open(), all);
      double lowest = Arrays.stream(totals).min().orElseThrow();
      double[] found = fast.ablate(network.anatomy().open(), all, 1, 0);
      for (int i = 0; i < all.length; i++) {
        if (totals[i] == lowest) {
          assertThat(found[i]).isCloseTo(lowest, within(PROMISE * lowest));
        } else {
          assertThat(found[i]).isGreaterThan(lowest * (1 - PROMISE));
          assertThat(found[i]).isLessThan(totals[i] * (1 + PROMISE));
        }
      }
    }
  }

  private static void assertAgree(Oracles oracles, Gates gates) {
    int[] all = gates.alive();
    double[] naive = oracles.naive().ablate(gates, all);
    double[] fast = oracles.fast().ablate(gates, all);
    for (int i = 0; i < all.length; i++) {
      assertThat(fast[i]).as("without %d", all[i]).isCloseTo(naive[i], within(PROMISE * naive[i]));
    }
  }

  /** Whoever is measured beside; but libtorch's last digits depend on where a row stands. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void companyDoesNotMatter(int samples) {
    Samples data = Samples.random(1, samples, 3, 2, 6, 6);
    try (Oracles oracles = Oracles.of(shortcut(), data, new CrossEntropy())) {
      int[] all = oracles.open().alive();
      double[] together = oracles.fast().ablate(oracles.open(), all);
      for (int i = 0; i < all.length; i++) {
        double alone = oracles.fast().ablate(oracles.open(), new int[] {all[i]})[0];
        assertThat(alone).isCloseTo(together[i], within(Oracles.SINGLE * together[i]));
      }
    }
  }

  @Test
  void moreSamplesThanFitAtOnce() {
    Samples data = Samples.random(1, 5000, 3, 2, 6, 6);
    try (Oracles oracles = Oracles.of(plain(), data, new KullbackLeibler())) {
      assertAgree(oracles, oracles.open());
    }
  }
}
