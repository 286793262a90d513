package io.secateur.study.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.study.experiments.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Curves of five networks by hand. */
class MeasuresTest {
  private static Trace trace(int seed, String method, double... errors) {
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      String layer = i == 0 ? "" : i % 2 == 0 ? "hidden1" : "hidden2";
      steps.add(new Trace.Step(layer, i - 1, 10 * i, errors[i], 1 - errors[i] / 1000, 0));
    }
    return new Trace(seed, method, steps);
  }

  private static Trace trace(double... errors) {
    return trace(1, "brute-force, reranked", errors);
  }

  @Test
  void anErrorRisesByAHundredthOfItsEnd() {
    assertThat(Measures.flat(trace(5, 6, 15, 15.1, 5, 1000))).isEqualTo(2);
    assertThat(Measures.flat(trace(5, 5, 5))).isEqualTo(2);
    assertThat(Measures.until(trace(5, 4, 5, 6, 4), 5)).isEqualTo(2);
  }

  @Test
  void accuracyIsLost() {
    assertThat(Measures.lost(trace(0, 10, 20, 40, 1000), 0.75)).isCloseTo(0.04, within(1e-12));
    assertThat(Measures.meanAccuracy(trace(0, 10, 30))).isCloseTo(0.98, within(1e-12));
  }

  @Test
  void winsAreCountedAndTiesAreHalf() {
    Trace a = trace(0, 1, 2, 3, 4);
    Trace b = trace(0, 2, 2, 2, 5);
    assertThat(Measures.wins(a, b, 0, 1)).isEqualTo(2.5 / 4);
    assertThat(Measures.behind(b, a, 0.25)).isCloseTo(0.001, within(1e-12));
  }

  @Test
  void aGroupThatCancelsIsSeenByItsRecovery() {
    assertThat(Measures.recovery(trace(0, 60, 80, 10, 90, 100))).isEqualTo(0.7);
    assertThat(Measures.recovery(trace(0, 1, 2, 100))).isZero();
  }

  @Test
  void theDeepestLayerIsTheLast() {
    assertThat(Measures.deepest(trace(0, 1, 2, 3, 4), 1)).isEqualTo(0.5);
    assertThat(Measures.deepest(trace(0, 1, 2, 3, 4), 0.25)).isEqualTo(1);
  }

  /** Predicted 10, 20, 30, 40; measured 1, 1, 1, 27. */
  @Test
  void misjudgementsAreMedians() {
    assertThat(Measures.misjudged(trace(0, 1, 2, 3, 30))).isEqualTo(19);
    assertThat(Measures.cheapHalf(trace(0, 1, 2, 3, 30))).isCloseTo(0.3, within(1e-12));
  }

  /** Accuracy is 1 − error / 1000: behind by 1, 1 and 30 thousandths. */
  @Test
  void twoCurvesGoTogetherUntilOneFallsBehind() {
    Trace leader = trace(0, 1, 2, 3, 4);
    assertThat(Measures.together(trace(0, 2, 3, 33, 4), leader, 0.02)).isEqualTo(2);
    assertThat(Measures.together(leader, leader, 0.02)).isEqualTo(4);
    assertThat(Measures.least(trace(5, 3, 9))).isEqualTo(3);
  }

  /** 20 neurons of the paper's cosine, whose errors are twice ours. */
  @Test
  void thePapersFiguresStandBesideOurs() {
    double[] errors = new double[21];
    Arrays.setAll(errors, i -> i <= 8 ? 1 : 100 * i);
    Trace brute = trace(1, "brute-force, reranked", errors);
    Trace second = trace(1, "second-order, reranked", errors);
    Evidence evidence = new Evidence(Map.of("cosine-10", List.of(brute, second)), Map.of());
    assertThat(Readings.beside("cosine-10", evidence))
        .contains(
            List.of("brute-force: gone before the error rises", "10", "8"),
            List.of("second order: error with 6 gone", "0", "2.0"))
        .noneMatch(row -> row.get(0).startsWith("first order"));
    assertThat(Readings.beside("nonsense", evidence)).isEmpty();
  }

  /** Flat until 50 % in four of five networks. */
  @Test
  void fourOfFiveHoldAndTwoOfFivePartly() {
    assertThat(verdict(4).verdict()).isEqualTo(Finding.Verdict.HOLDS);
    assertThat(verdict(4).figure())
        .isEqualTo("flat until 50 % (0 % to 50 %); so in 4 of 5 networks");
    assertThat(verdict(2).verdict()).isEqualTo(Finding.Verdict.PARTLY);
    assertThat(verdict(0).verdict()).isEqualTo(Finding.Verdict.FAILS);
  }

  private static Finding verdict(int flat) {
    List<Trace> traces = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      double second = seed <= flat ? 0 : 900;
      traces.add(trace(seed, "brute-force, reranked", 0, second, 1000));
    }
    return Claims.test(new Evidence(Map.of("cosine-10", traces), Map.of())).stream()
        .filter(f -> f.statement().contains("constant until 50 %"))
        .findFirst()
        .orElseThrow();
  }
}
