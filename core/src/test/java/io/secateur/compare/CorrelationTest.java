package io.secateur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final double EXACT = 1e-12;

  @Test
  void thoseThatAgreeAndThoseThatDisagree() {
    double[] x = {3, 1, 2, 7};
    assertThat(Correlation.kendall(x, new double[] {30, 10, 20, 70})).isEqualTo(1);
    assertThat(Correlation.spearman(x, new double[] {9, 1, 8, 10})).isCloseTo(1, within(EXACT));
    assertThat(Correlation.kendall(x, new double[] {-3, -1, -2, -7})).isEqualTo(-1);
    assertThat(Correlation.spearman(x, new double[] {-3, -1, -2, -7})).isCloseTo(-1, within(EXACT));
  }

  /** By hand: 4 of 6 pairs alike; Σ d² = 4, so ρ = 1 − 6 · 4 / (4 · 15). */
  @Test
  void aCaseByHand() {
    double[] x = {1, 2, 3, 4};
    double[] y = {2, 1, 4, 3};
    assertThat(Correlation.kendall(x, y)).isCloseTo(2 / 6.0, within(EXACT));
    assertThat(Correlation.spearman(x, y)).isCloseTo(0.6, within(EXACT));
  }

  /** By hand: x (1, 2, 2), y (1, 2, 3): C = 2, D = 0, one pair of three tied in x. */
  @Test
  void tiesShareARank() {
    double[] x = {1, 2, 2};
    double[] y = {1, 2, 3};
    assertThat(Correlation.ranks(x)).containsExactly(1, 2.5, 2.5);
    assertThat(Correlation.kendall(x, y)).isCloseTo(2 / Math.sqrt(2 * 3), within(EXACT));
    // ranks off their mean 2: (−1, ½, ½) and (−1, 0, 1): 1.5 / √(1.5 · 2)
    assertThat(Correlation.spearman(x, y)).isCloseTo(1.5 / Math.sqrt(3), within(EXACT));
  }

  @Test
  void whatIsNoNumberIsWorst() {
    double[] x = {Double.NaN, 1, 2};
    double[] y = {Double.POSITIVE_INFINITY, 1, 2};
    assertThat(Correlation.ranks(x)).containsExactly(3, 1, 2);
    assertThat(Correlation.kendall(x, y)).isEqualTo(1);
    assertThat(Correlation.ranks(0.0, -0.0)).containsExactly(1.5, 1.5);
  }

  @Test
  void aListThatSaysNothingHasNone() {
    double[] same = {2, 2, 2};
    double[] y = {1, 2, 3};
    assertThat(Correlation.kendall(same, y)).isNaN();
    assertThat(Correlation.spearman(same, y)).isNaN();
    assertThat(Correlation.kendall(new double[1], new double[1])).isNaN();
  }
}
