package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.repair.Repair;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Removals with repair are measured as what normal equations and plain loops make of them. */
class RepairTest {
  /** Weights are fitted in double precision and held in single, as the network runs. */
  private static final double CLOSE = 1e-5;

  static Stream<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (Repair repair : List.of(Repair.MEAN, Repair.LEAST_SQUARES)) {
      for (Measuring.Oracle oracle : Measuring.Oracle.values()) {
        for (Unit unit : List.of(Unit.SIGMOID, Unit.RELU, Unit.TANH)) {
          ways.add(Arguments.of(repair, oracle, unit));
        }
      }
    }
    return ways.stream();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyRemovalOfMany(Repair repair, Measuring.Oracle oracle, Unit unit) {
    PlainMlp plain = PlainMlp.random(3, unit, Unit.SIGMOID, 6, 9, 7, 4);
    Samples samples = Samples.random(5, 150, 4, 6);
    Measuring how = Measuring.DEFAULT.with(oracle).with(repair);
    try (Network network = Network.of(plain.model().graph(), Map.of());
        Objective objective = new Objective(network, samples, Loss.SQUARED.measure(), how)) {
      PlainRepair expected = new PlainRepair(plain, repair, samples);
      Gates gates = network.anatomy().open();
      for (int gone : new int[] {2, 10, 11, 0, 15, 5}) {
        int[] alive = gates.alive();
        double[] found = objective.ablate(gates, alive);
        for (int i = 0; i < alive.length; i++) {
          double error = expected.error(Loss.SQUARED, alive[i]);
          assertThat(found[i])
              .as("without %d, of %d", alive[i], alive.length)
              .isCloseTo(error, within(CLOSE * error));
        }
        gates = objective.close(gates, gone);
        expected.close(gone);
        double error = expected.error(Loss.SQUARED);
        assertThat(objective.evaluate(gates).error()).isCloseTo(error, within(CLOSE * error));
      }
    }
  }
}
