package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.errors.TargetTable;
import io.secateur.engine.repair.Repair;
import org.junit.jupiter.api.Test;

/** Derivatives do not depend on what was asked before; that they are right is for other tests. */
class StillTest {
  private static final Samples SAMPLES = Samples.random(1, 200, 4).labelled(3);

  @Test
  void whatIsKeptChangesNoDigit() {
    try (Network network = Nets.network(Nets.mlp("Sigmoid", "Sigmoid", 4, 7, 6, 3));
        Objective asked = new Objective(network, SAMPLES, new SquaredError())) {
      Gates open = network.anatomy().open();
      Gates fewer = open.close(1).close(9).with(3, 0.5);
      asked.derivatives(open);
      asked.gradient(fewer);
      try (Objective fresh = new Objective(network, SAMPLES, new SquaredError())) {
        assertThat(asked.derivatives(fewer).first())
            .containsExactly(fresh.derivatives(fewer).first());
        assertThat(asked.derivatives(fewer).second())
            .containsExactly(fresh.derivatives(fewer).second());
      }
    }
  }

  /** What comes before the readers stays when these get new weights. */
  @Test
  void norWhereReadersAreRepaired() {
    Measuring how = Measuring.DEFAULT.with(Repair.LEAST_SQUARES);
    try (Network network = Nets.network(Nets.mlp("Sigmoid", "Sigmoid", 4, 7, 6, 3));
        Objective asked = new Objective(network, SAMPLES, new SquaredError(), how)) {
      asked.gradient(network.anatomy().open());
      Gates fewer = fewer(asked);
      double[] gradient = asked.gradient(fewer);
      try (Objective fresh = new Objective(network, SAMPLES, new SquaredError(), how)) {
        assertThat(gradient).containsExactly(fresh.gradient(fewer(fresh)));
      }
      try (Objective plain = new Objective(network, SAMPLES, new SquaredError())) {
        assertThat(gradient).isNotEqualTo(plain.gradient(plain.without(9, 1)));
      }
    }
  }

  private static Gates fewer(Objective objective) {
    return objective.close(objective.close(objective.network().anatomy().open(), 9), 1);
  }

  /** Without room nothing is kept, and everything is computed each time. */
  @Test
  void withoutRoomItIsTheSame() {
    try (Network network = Nets.network(Nets.mlp("Tanh", "", 4, 7, 6, 3));
        Objective objective = new Objective(network, SAMPLES, new SquaredError());
        Still still = new Still(network, 0)) {
      Gates gates = network.anatomy().open().close(2);
      Derivatives whole = Derivatives.zero(gates.size());
      BackPropagation pass =
          new BackPropagation(
              network, new SquaredError(), true, new Lost(network, gates, null), still);
      TargetTable targets = new TargetTable(SAMPLES.targets(), network.outputSize());
      Goals goals = new Goals(targets, new SquaredError(), network.outputSize());
      try (Chunks chunks =
          new Chunks(SAMPLES, network.graph().inputs(), SAMPLES.size(), false, false)) {
        chunks.forEach(chunk -> pass.add(chunk, gates, goals.of(chunk), whole));
      }
      assertThat(objective.derivatives(gates).first()).containsExactly(whole.first());
      assertThat(objective.derivatives(gates).second()).containsExactly(whole.second());
    }
  }
}
