package io.secateur.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.model.Tensor;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private static double of(float[] expected, float[] found) {
    Difference difference = new Difference();
    difference.add(floats(expected), floats(found));
    return difference.relative();
  }

  private static Tensor floats(float... values) {
    return Tensor.of(new long[] {values.length}, values);
  }

  private static Tensor longs(long... values) {
    return Tensor.of(new long[] {values.length}, values);
  }

  @Test
  void theLargestDistanceByTheLargestExpectedValue() {
    assertThat(of(new float[] {1, -8, 0}, new float[] {1, -8, 2})).isEqualTo(0.25);
    assertThat(of(new float[] {0, 1}, new float[] {0, 100})).isEqualTo(99);
    assertThat(of(new float[] {3, 4}, new float[] {3, 4})).isEqualTo(0);
  }

  @Test
  void valuesThatAreAllButZeroAreNotBlownUp() {
    assertThat(of(new float[] {1e-9f}, new float[] {3e-9f})).isCloseTo(2e-3, within(1e-9));
    assertThat(of(new float[] {0f}, new float[] {-0f})).isEqualTo(0);
  }

  @Test
  void bothMaximaAreOverAllBatches() {
    Difference difference = new Difference();
    difference.add(floats(1, 2), floats(1, 2));
    difference.add(floats(1, 2), floats(1, 3));
    difference.add(floats(-10), floats(-10));
    assertThat(difference.relative()).isEqualTo(0.1);
  }

  @Test
  void whatIsNoNumberAgreesOnlyWithItself() {
    for (float odd : new float[] {NAN, INFINITY, -INFINITY}) {
      assertThat(of(new float[] {odd, 1}, new float[] {odd, 1})).isEqualTo(0);
      assertThat(of(new float[] {odd, 1}, new float[] {0, 1})).isInfinite();
      assertThat(of(new float[] {0, 1}, new float[] {odd, 1})).isInfinite();
    }
    assertThat(of(new float[] {INFINITY}, new float[] {-INFINITY})).isInfinite();
    assertThat(of(new float[] {INFINITY}, new float[] {NAN})).isInfinite();
  }

  /** An infinity that both have must not hide what the others are apart. */
  @Test
  void infinitiesAreNoScale() {
    assertThat(of(new float[] {INFINITY, 2}, new float[] {INFINITY, 3})).isEqualTo(0.5);
  }

  @Test
  void anInfiniteDifferenceStays() {
    Difference difference = new Difference();
    difference.add(floats(1), floats(NAN));
    difference.add(floats(1), floats(1));
    assertThat(difference.relative()).isInfinite();
  }

  @Test
  void integersAreEqualOrNot() {
    long large = 1L << 53;
    Difference difference = new Difference();
    difference.add(longs(1, large), longs(1, large));
    assertThat(difference.relative()).isEqualTo(0);
    difference.add(longs(1, large), longs(1, large + 1)); // the same double
    difference.add(longs(2), longs(2));
    assertThat(difference.relative()).isInfinite();
  }
}
