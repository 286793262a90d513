package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.model.Model;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** One network's error, measured the fast way and the naive one. */
record Oracles(Network network, Objective fast, Objective naive) implements AutoCloseable {

  /** Both work in single precision and sum up in other orders: a few of its 1.2e-7. */
  static final double SINGLE = 1e-6;

  static Oracles of(Model model, Dataset data, ErrorMeasure measure) {
    Network network = Network.of(model.graph(), Map.of());
    return new Oracles(
        network,
        new Objective(network, data, measure, Measuring.DEFAULT.with(Measuring.Oracle.FAST)),
        new Objective(network, data, measure, Measuring.DEFAULT.with(Measuring.Oracle.NAIVE)));
  }

  Gates open() {
    return network.anatomy().open();
  }

  /** Gates of which about a share is closed. */
  Gates closed(double share, long seed) {
    Random random = new Random(seed);
    double[] alpha = open().toArray();
    Arrays.setAll(alpha, k -> random.nextDouble() < share ? 0 : 1);
    return Gates.of(alpha);
  }

  /** About so many of the neurons that are left, from the first to the last. */
  static int[] some(Gates gates, int count) {
    int[] alive = gates.alive();
    int n = Math.min(count, alive.length);
    return IntStream.range(0, n)
        .map(i -> alive[i * (alive.length - 1) / Math.max(1, n - 1)])
        .toArray();
  }

  /**
   * Some of the neurons that are left are measured the fast way, and a third of these the naive
   * way; and the error with these gates, before the tail's samples are loaded and after.
   */
  void assertAgree(Gates gates, int count) {
    Evaluation expected = naive.evaluate(gates);
    assertSame(fast.evaluate(gates), expected);
    int[] asked = some(gates, count);
    double[] found = fast.ablate(gates, asked);
    int[] places =
        IntStream.range(0, asked.length).filter(i -> i % 3 == 0 || asked.length <= 16).toArray();
    double[] exact = naive.ablate(gates, IntStream.of(places).map(i -> asked[i]).toArray());
    for (int i = 0; i < places.length; i++) {
      assertThat(found[places[i]])
          .as("without %s", network.anatomy().neurons().get(asked[places[i]]))
          .isCloseTo(exact[i], within(tolerance(exact[i])));
    }
    assertSame(fast.evaluate(gates), expected);
  }

  private static void assertSame(Evaluation actual, Evaluation expected) {
    assertThat(actual.error()).isCloseTo(expected.error(), within(tolerance(expected.error())));
    assertThat(actual.accuracy()).isEqualTo(expected.accuracy());
    assertThat(actual.samples()).isEqualTo(expected.samples());
  }

  /** An error below 1 is made of differences of outputs and targets, which are about 1. */
  private static double tolerance(double error) {
    return SINGLE * Math.max(Math.abs(error), 1);
  }

  @Override
  public void close() {
    fast.close();
    naive.close();
    network.close();
  }
}
