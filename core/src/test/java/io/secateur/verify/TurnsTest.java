package io.secateur.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a clock that only the runs move. */
class TurnsTest {
  private final List<String> done = new ArrayList<>();
  private long now;

  private Runnable run(String name, double... millis) {
    int[] turn = {0};
    return () -> {
      done.add(name);
      now += Math.round(millis[Math.min(turn[0]++, millis.length - 1)] * 1e6);
    };
  }

  private double[] medians(Runnable... runs) {
    return Turns.medianMillis(List.of(runs), () -> now);
  }

  @Test
  void theyTakeTurns() {
    assertThat(medians(run("a", 2), run("b", 4))).containsExactly(2, 4);
    assertThat(done).hasSize(2 * (3 + 30));
    for (int i = 0; i < done.size(); i++) {
      assertThat(done.get(i)).isEqualTo(i % 2 == 0 ? "a" : "b");
    }
  }

  @Test
  void slowOnesRunForHalfASecondEach() {
    assertThat(medians(run("a", 40), run("b", 60))).containsExactly(40, 60);
    assertThat(done).hasSize(2 * (3 + 10));
  }

  @Test
  void theSlowestRunFiveTimes() {
    assertThat(medians(run("a", 9000))).containsExactly(9000);
    assertThat(done).hasSize(3 + 5);
  }

  @Test
  void fastOnesRunForATwentiethOfASecond() {
    assertThat(medians(run("a", 0.01))).containsExactly(0.01);
    assertThat(done).hasSize(3 + 5000);
  }

  @Test
  void warmingUpDoesNotCount() {
    assertThat(medians(run("a", 900, 900, 900, 7))).containsExactly(7);
  }

  /** Five runs are timed: 300, 100, 200, 500, 400. */
  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(medians(run("a", 0, 0, 0, 300, 100, 200, 500, 400))).containsExactly(300);
  }

  /** Ten runs of 50 ms on average, of which the middle ones are 40 and 48. */
  @Test
  void orBetweenTheMiddleTwo() {
    assertThat(medians(run("a", 0, 0, 0, 40, 40, 40, 40, 40, 48, 48, 48, 48, 108)))
        .satisfies(m -> assertThat(m[0]).isCloseTo(44, within(1e-9)));
    assertThat(done).hasSize(3 + 10);
  }

  @Test
  void nothingTakesNoTime() {
    assertThat(medians()).isEmpty();
  }
}
