package io.secateur.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void whatWasNotMeasuredGoesAtThePaceOfWhatWas() {
    Timing timing = new Timing(1, 4, 8, 100);
    assertThat(timing.each()).isEqualTo(0.5);
    assertThat(timing.total()).isEqualTo(51);
    assertThat(timing.isWhole()).isFalse();
  }

  @Test
  void whatWasMeasuredWholeIsWhatItTook() {
    Timing timing = Timing.whole(1, 4, 8);
    assertThat(timing.total()).isEqualTo(5);
    assertThat(timing.isWhole()).isTrue();
  }

  @Test
  void moreThanAllCannotBeMeasured() {
    assertThatThrownBy(() -> new Timing(0, 1, 9, 8)).hasMessage("9 parts measured of 8");
    assertThatThrownBy(() -> new Timing(0, 1, 0, 8)).hasMessage("0 parts measured of 8");
  }

  @Test
  void everyRankingHasOneCandidateFewer() {
    assertThat(Plan.candidates(100, 1)).isEqualTo(100);
    assertThat(Plan.candidates(100, 2)).isEqualTo(199);
    assertThat(Plan.candidates(100, 100)).isEqualTo(5050);
  }

  @Test
  void aPlanIsRefusedInTheWordsOfItsFlags() {
    assertThatThrownBy(() -> new Plan(-1, 1, false))
        .hasMessage("--removals must be at least 1, or 0 for a full ranking, not -1");
    assertThatThrownBy(() -> new Plan(1, 0, false))
        .hasMessage("--seconds must be more than 0, not 0.0");
  }

  @Test
  void candidatesAreTakenFromAllLayersAlike() {
    assertThat(Naive.spread(10, 5)).containsExactly(0, 2, 4, 6, 8);
    assertThat(Naive.spread(3, 3)).containsExactly(0, 1, 2);
  }

  @Test
  void timesSettle() {
    double[] times = new double[43];
    Arrays.fill(times, 9); // close to each other, but early
    double[] late = {5, 1, 1.05, 1.02, 1.01, 1.04, 7};
    System.arraycopy(late, 0, times, 36, late.length);
    Steady steady = steady(1000, times);
    assertThat(steady.median()).isEqualTo(1.02);
    assertThat(steady.runs()).isEqualTo(5);
    assertThat(steady.spread()).isBetween(0.049, 0.051);
    assertThat(steady.settled()).isTrue();
  }

  @Test
  void timesThatDoNotSettleEndWhenAnotherWouldTakeTooLong() {
    Steady steady = steady(10, 4, 3, 2, 9, 9);
    assertThat(steady.runs()).isEqualTo(3);
    assertThat(steady.median()).isEqualTo(3);
    assertThat(steady.spread()).isEqualTo(1);
    assertThat(steady.settled()).isFalse();
  }

  @Test
  void theMedianOfTwoLiesBetweenThem() {
    assertThat(steady(6, 3, 2).median()).isEqualTo(2.5);
  }

  private static Steady steady(double seconds, double... times) {
    Iterator<Double> next = Arrays.stream(times).boxed().iterator();
    return Steady.of(next::next, seconds);
  }
}
