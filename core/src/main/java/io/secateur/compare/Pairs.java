package io.secateur.compare;

import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.ErrorFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What neurons cost alone and two by two, measured. With E the network as it is, E(−j) without
 * neuron j, the interaction of two is
 *
 * <p>I_jk = E(−j−k) − E(−j) − E(−k) + E,
 *
 * <p>which is the mixed second difference of E in their gates: 0 where they do not concern each
 * other, above 0 where one stands in for the other, below 0 where they cancel each other.
 *
 * @param neurons those that were measured, in the graph's order
 * @param error E
 * @param alone E(−j) − E for each of them
 * @param together E(−j−k) − E (neurons, neurons), the same both ways; on the diagonal as alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Pairs(List<Neuron> neurons, double error, double[] alone, double[][] together) {
  public Pairs {
    neurons = List.copyOf(neurons);
  }

  /**
   * Measures all pairs of some neurons: for each that is closed, all that come after it at once.
   *
   * @param some numbers of neurons that are in
   * @param progress hears what share is done
   * @return null if it was interrupted
   */
  public static @Nullable Pairs of(
      ErrorFunction objective,
      Gates gates,
      int[] some,
      DoubleConsumer progress,
      BooleanSupplier interrupted) {
    int[] sorted = IntStream.of(some).sorted().distinct().toArray();
    int n = sorted.length;
    double error = objective.evaluate(gates).error();
    double[] alone = less(objective.ablate(gates, sorted), error);
    double[][] together = new double[n][n];
    for (int i = 0; i < n; i++) {
      if (interrupted.getAsBoolean()) {
        return null;
      }
      together[i][i] = alone[i];
      int[] rest = Arrays.copyOfRange(sorted, i + 1, n);
      double[] both = less(objective.ablate(objective.close(gates, sorted[i]), rest), error);
      for (int j = i + 1; j < n; j++) {
        together[i][j] = both[j - i - 1];
        together[j][i] = together[i][j];
      }
      double left = n - 1 - i;
      progress.accept(n < 2 ? 1 : 1 - left * (left - 1) / ((double) n * (n - 1)));
    }
    List<Neuron> neurons = new ArrayList<>();
    for (int k : sorted) {
      neurons.add(objective.network().anatomy().neurons().get(k));
    }
    return new Pairs(neurons, error, alone, together);
  }

  /** So many of the neurons that are in, drawn by a seed; all of them where they are no more. */
  public static int[] draw(Gates gates, int most, long seed) {
    int[] alive = gates.alive();
    Random random = new Random(seed);
    for (int i = 0; i < Math.min(most, alive.length); i++) {
      int j = i + random.nextInt(alive.length - i);
      int other = alive[i];
      alive[i] = alive[j];
      alive[j] = other;
    }
    return IntStream.of(alive).limit(most).sorted().toArray();
  }

  private static double[] less(double[] totals, double error) {
    return Arrays.stream(totals).map(total -> total - error).toArray();
  }

  /** I_jk of the neurons at two places of the list. */
  public double interaction(int j, int k) {
    return together[j][k] - alone[j] - alone[k];
  }
}
