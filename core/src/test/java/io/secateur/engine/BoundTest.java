package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The limit is the last of the lowest totals, as soon as there are so many. */
class BoundTest {
  @Test
  void isTheLastOfTheLowest() {
    Bound bound = new Bound(2, 0);
    bound.take(7);
    assertThat(bound.limit()).isInfinite();
    bound.take(9);
    assertThat(bound.limit()).isEqualTo(9, within(1e-4)).isGreaterThan(9);
    bound.take(8);
    bound.take(Double.NaN);
    bound.take(20);
    assertThat(bound.limit()).isEqualTo(8, within(1e-4));
  }

  @Test
  void leavesTheSlack() {
    Bound bound = new Bound(1, 0.5);
    bound.take(4);
    assertThat(bound.limit()).isEqualTo(4.5, within(1e-4));
  }
}
