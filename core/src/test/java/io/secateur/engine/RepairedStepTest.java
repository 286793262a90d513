package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.criteria.Threshold;
import io.secateur.engine.repair.Reader;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Order;
import io.secateur.search.Removal;
import io.secateur.search.Search;
import io.secateur.search.Stops;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several repaired neurons a ranking: which go, in which order, and what is learnt for it. */
class RepairedStepTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.TANH, Unit.SIGMOID, 6, 9, 7, 4);
  private static final Samples SAMPLES = Samples.random(5, 150, 4, 6);
  private static final int NEURONS = 16;
  private static final int GO = 12;

  /** Weights are fitted in double precision and held in single, as the network runs. */
  private static final double CLOSE = 1e-5;

  @ParameterizedTest
  @CsvSource({"MEAN, 2", "MEAN, 5", "LEAST_SQUARES, 2", "LEAST_SQUARES, 5", "LEAST_SQUARES, 100"})
  void theLowestGoLastLayerFirst(Repair repair, int step) {
    List<Removal> removals = search(repair, step);
    assertThat(removals).hasSize(GO);
    PlainRepair plain = new PlainRepair(NET, repair, SAMPLES);
    List<Integer> gone = new ArrayList<>();
    while (gone.size() < GO) {
      for (int k : round(plain, gone, Math.min(step, GO - gone.size()))) {
        plain.close(k);
        gone.add(k);
        Removal removal = removals.get(gone.size() - 1);
        double error = plain.error(Loss.SQUARED);
        assertThat(removal.neuron().id()).as("removal %d", gone.size()).isEqualTo(k);
        assertThat(removal.error()).isCloseTo(error, within(CLOSE * error));
      }
    }
  }

  private static List<Removal> search(Repair repair, int step) {
    Measuring how = Measuring.DEFAULT.with(repair);
    try (Network network = Network.of(NET.model().graph(), Map.of());
        Objective objective = new Objective(network, SAMPLES, Loss.SQUARED.measure(), how)) {
      return new Search(
              objective,
              objective,
              Criteria.of("brute-force", new Criteria.Options(Threshold.NONE, 1)),
              Order.RERANKED,
              step,
              Stops.after(GO),
              1)
          .run((removal, progress) -> {})
          .removals();
    }
  }

  /** The lowest errors of now, none of which empties a layer; then by their layers. */
  private static List<Integer> round(PlainRepair plain, Collection<Integer> gone, int count) {
    Map<Integer, Double> errors = new HashMap<>();
    for (int k = 0; k < NEURONS; k++) {
      if (!gone.contains(k)) {
        errors.put(k, plain.error(Loss.SQUARED, k));
      }
    }
    List<Integer> round = new ArrayList<>();
    errors.keySet().stream()
        .sorted(Comparator.comparing(errors::get))
        .forEach(
            k -> {
              long left =
                  errors.keySet().stream()
                      .filter(i -> NET.layer(i) == NET.layer(k) && !round.contains(i))
                      .count();
              if (round.size() < count && left > 1) {
                round.add(k);
              }
            });
    round.sort(Comparator.comparingInt(k -> -NET.layer(k)));
    return round;
  }

  @Test
  void whatAllReadersTakeIsLearntOnce() {
    try (Network network = Network.of(NET.model().graph(), Map.of());
        Chunks chunks = new Chunks(SAMPLES, network.graph().inputs(), SAMPLES.size(), false, true);
        Still still = new Still(network, Long.MAX_VALUE)) {
      Rows rows = new Rows(network, chunks, still);
      List<Reader> asked = new ArrayList<>();
      Repairs.Learner counted =
          (readers, gates, squares, all) -> {
            asked.addAll(readers);
            return rows.fits(readers, gates, squares, all);
          };
      Repairs repairs =
          Objects.requireNonNull(
              Repairs.of(network, Repair.LEAST_SQUARES, Long.MAX_VALUE, counted));
      Gates gates = network.anatomy().open();
      repairs.learn(gates, gates.alive());
      assertThat(asked).doesNotHaveDuplicates().hasSize(2);
      int[] order = repairs.inOrder(gates, 2, 10, 11, 0, 5);
      assertThat(order).containsExactly(10, 11, 2, 0, 5);
      for (int k : order) {
        gates = repairs.close(gates, k);
      }
      assertThat(asked).hasSize(2);
    }
  }
}
