package io.secateur.engine;

import io.secateur.data.Dataset;
import io.secateur.engine.Measuring.Oracle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes the orders of samples. */
final class SampleOrders {
  private SampleOrders() {}

  /** The order that is asked for. */
  static Arrangement of(Network network, Dataset data, ErrorMeasure measure, Measuring how) {
    return switch (how.order()) {
      case AS_GIVEN -> Arrangement.even(null);
      case WORST_FIRST -> worstFirst(network, data, measure, how);
      case SHUFFLED -> Arrangement.even(shuffled(data.size(), new Random(how.seed())));
    };
  }

  /** The trained network's errors decide; a divergence from it has none. */
  private static Arrangement worstFirst(
      Network network, Dataset data, ErrorMeasure measure, Measuring how) {
    if (measure instanceof KullbackLeibler) {
      return Arrangement.even(null);
    }
    Measuring once = new Measuring(Oracle.NAIVE, SampleOrder.AS_GIVEN, how.seed(), how.memory());
    try (Objective plain = new Objective(network, data, measure, once)) {
      double[] errors = plain.errors(network.anatomy().open());
      return Arrangement.telling(
          IntStream.range(0, errors.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -errors[i]))
              .mapToInt(i -> i)
              .toArray());
    }
  }

  private static int[] shuffled(int size, Random random) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
