package io.secateur.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.Workspace;
import io.secateur.engine.Measuring.Oracle;
import io.secateur.engine.errors.SquaredError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideBySideTest {
  private static final int ALL = Integer.MAX_VALUE;

  /** For runs that should end by themselves. */
  private static final double LONG = 1000;

  /** Less than any pass takes. */
  private static final double SHORT = 1e-9;

  @TempDir private Path folder = Path.of("");

  @Test
  void removesEveryNeuronInTheSameOrderBothWays() {
    Result result = run(new Plan(ALL, LONG, true));
    assertThat(result.comparison().difference()).isNull();
    assertThat(result.comparison().what()).startsWith("9 removals");
    assertThat(result.comparison().worst()).isLessThan(Comparison.TOLERANCE);
    assertThat(result.found()).hasSize(TinyNetwork.NEURONS);
    assertThat(result.neurons()).isEqualTo(TinyNetwork.NEURONS);
    assertThat(result.samples()).isEqualTo(70);
  }

  @Test
  void aWholeRunMeasuresAllCandidates() {
    Result result = run(new Plan(ALL, LONG, true));
    assertThat(result.naive().isWhole()).isTrue();
    assertThat(result.naive().measured()).isEqualTo(9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1);
    assertThat(result.cold().all()).isEqualTo(45);
    assertThat(result.estimate().once().measured()).isEqualTo(9);
  }

  @Test
  void whereTimeIsShortSomeCandidatesStandForAll() {
    Result result = run(new Plan(ALL, SHORT, false));
    assertThat(result.naive().isWhole()).isFalse();
    assertThat(result.naive().measured()).isEqualTo(1);
    assertThat(result.naive().all()).isEqualTo(45);
    assertThat(result.comparison().difference()).isNull();
    assertThat(result.comparison().what()).startsWith("1 candidates");
    assertThat(result.estimate().once().measured()).isEqualTo(1);
    assertThat(result.warm()).isNull();
  }

  @Test
  void aFullRankingScoresEveryNeuronBothWays() {
    Result result = run(new Plan(0, LONG, false));
    assertThat(result.found()).hasSize(TinyNetwork.NEURONS);
    assertThat(result.found().get(0).neuron().id()).isEqualTo(first());
    assertThat(result.naive().isWhole()).isTrue();
    assertThat(result.naive().measured()).isEqualTo(TinyNetwork.NEURONS);
    assertThat(result.comparison().difference()).isNull();
    assertThat(result.comparison().what()).startsWith("9 candidates");
  }

  private int first() {
    return run(new Plan(1, LONG, true)).found().get(0).neuron().id();
  }

  @Test
  void someCandidatesOfAFullRankingStandForAll() {
    Result result = run(new Plan(0, SHORT, false));
    assertThat(result.naive().measured()).isEqualTo(1);
    assertThat(result.naive().all()).isEqualTo(TinyNetwork.NEURONS);
    assertThat(result.comparison().difference()).isNull();
  }

  /** Another criterion is what a wrong fast way would look like. */
  @Test
  void aWrongOracleIsFoundOut() {
    try (Workspace work = TinyNetwork.open(folder)) {
      Plan three = new Plan(3, LONG, true);
      Greedy right = new Greedy(work, new SquaredError());
      Run fast = right.run(Oracle.FAST, Greedy.EXACT, three);
      Run wrong = right.run(Oracle.NAIVE, "magnitude", three);
      Comparison comparison = Comparison.ofRemovals(fast.removals(), wrong.removals());
      assertThat(comparison.isSame()).isFalse();
    }
  }

  private Result run(Plan plan) {
    try (Workspace work = TinyNetwork.open(folder)) {
      return SideBySide.run(work, new SquaredError(), plan, step -> {});
    }
  }
}
