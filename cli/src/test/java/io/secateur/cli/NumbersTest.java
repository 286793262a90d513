package io.secateur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void countsAreWholeWhileTheyAreShort() {
    assertThat(Numbers.count(0)).isEqualTo("0");
    assertThat(Numbers.count(9_312)).isEqualTo("9,312");
    assertThat(Numbers.count(269_322)).isEqualTo("269.3 k");
    assertThat(Numbers.count(999_999)).isEqualTo("1.0 M");
    assertThat(Numbers.count(1_234_567)).isEqualTo("1.2 M");
  }

  @Test
  void bytesHaveAUnit() {
    assertThat(Numbers.bytes(812)).isEqualTo("812 B");
    assertThat(Numbers.bytes(45_321)).isEqualTo("45.3 kB");
    assertThat(Numbers.bytes(5_000_000_000L)).isEqualTo("5.0 GB");
  }

  @Test
  void realsHaveFourDigits() {
    assertThat(Numbers.real(0)).isEqualTo("0");
    assertThat(Numbers.real(650.2345)).isEqualTo("650.2");
    assertThat(Numbers.real(-0.0650234)).isEqualTo("-0.06502");
    assertThat(Numbers.real(123_456.7)).isEqualTo("123500");
    assertThat(Numbers.real(3.1e-7)).isEqualTo("3.100e-07");
    assertThat(Numbers.real(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void timesAreReadAtAGlance() {
    assertThat(Numbers.time(0.84)).isEqualTo("0.8 s");
    assertThat(Numbers.time(59.96)).isEqualTo("1 min 0 s");
    assertThat(Numbers.time(125)).isEqualTo("2 min 5 s");
    assertThat(Numbers.time(3_780)).isEqualTo("1 h 3 min");
  }

  @Test
  void latenciesHaveThreeDigits() {
    assertThat(Numbers.millis(0.00617)).isEqualTo("6.17 us");
    assertThat(Numbers.millis(0.3124)).isEqualTo("0.312 ms");
    assertThat(Numbers.millis(12.345)).isEqualTo("12.3 ms");
  }

  @Test
  void changesAreSharesUntilTheyAreMultiples() {
    assertThat(Numbers.change(100, 60)).isEqualTo("-40.0 %");
    assertThat(Numbers.change(1.0, 1.5)).isEqualTo("+50.0 %");
    assertThat(Numbers.change(1.0, 3.1)).isEqualTo("3.1 x");
    assertThat(Numbers.change(0.0, 3.1)).isEmpty();
    assertThat(Numbers.change(7, 7)).isEqualTo("same");
    assertThat(Numbers.change(8.45, 8.4501)).isEqualTo("0.0 %");
    assertThat(Numbers.points(0.98, 0.977)).isEqualTo("-0.30 points");
  }
}
