package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.report.page.Balance.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {
  /** Newcombe 1998, "Two-sided confidence intervals for the single proportion", method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void isAsPublished(int right, int samples, double low, double high) {
    Interval interval = Wilson.interval((double) right / samples, samples);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void isTheSameFromBothEnds() {
    Interval right = Wilson.interval(0.9, 50);
    Interval wrong = Wilson.interval(0.1, 50);
    assertThat(right.low()).isCloseTo(1 - wrong.high(), within(1e-12));
    assertThat(Wilson.interval(1, 50).high()).isEqualTo(1);
  }
}
