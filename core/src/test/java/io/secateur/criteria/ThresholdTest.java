package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Estimates far from the others, worked by hand. */
class ThresholdTest {
  /**
   * Eleven estimates: ten of 1 and one of 23. Mean 3, deviation √(440 / 11) = 6.32; 23 is 3.16 off.
   */
  private static final double[] ONE_FAR = {1, 1, 1, 1, 1, 23, 1, 1, 1, 1, 1};

  /**
   * Ten estimates: nine of 1 and one of 11. Mean 2, deviation √(90 / 10) = 3; 11 is exactly 3 off.
   */
  private static final double[] AT_THE_BOUND = {11, 1, 1, 1, 1, 1, 1, 1, 1, 1};

  @Test
  void noneLeavesAllAsTheyAre() {
    assertThat(Threshold.NONE.apply(ONE_FAR)).containsExactly(ONE_FAR);
  }

  @Test
  void meanTakesThePlaceOfWhatIsMoreThanThreeDeviationsOff() {
    assertThat(Threshold.MEAN.apply(ONE_FAR)).containsExactly(1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1);
    assertThat(Threshold.MEAN.apply(AT_THE_BOUND)).containsExactly(AT_THE_BOUND);
  }

  /** Median 3, distances 2 1 0 1 2 97 0, their median 1: the bound is 3 x 1.4826 = 4.45. */
  @Test
  void medianTakesThePlaceOfWhatIsFarFromIt() {
    assertThat(Threshold.MEDIAN.apply(new double[] {1, 2, 3, 4, 5, -94, 3}))
        .containsExactly(1, 2, 3, 4, 5, 3, 3);
  }

  /** An even count: median 2.5, distances 1.5 0.5 0.5 1.5, their median 1, the bound 4.45. */
  @Test
  void medianOfAnEvenCountLiesBetween() {
    assertThat(Threshold.MEDIAN.apply(new double[] {1, 2, 3, 4})).containsExactly(1, 2, 3, 4);
    // distances 97.5 0.5 0.5 1.5
    assertThat(Threshold.MEDIAN.apply(new double[] {100, 2, 3, 1})).containsExactly(2.5, 2, 3, 1);
  }

  @Test
  void bothSidesAreFar() {
    assertThat(Threshold.MEDIAN.apply(new double[] {-50, 1, 2, 3, 50}))
        .containsExactly(2, 1, 2, 3, 2);
  }

  @Test
  void equalEstimatesStay() {
    assertThat(Threshold.MEAN.apply(new double[] {2, 2, 2})).containsExactly(2, 2, 2);
    assertThat(Threshold.MEDIAN.apply(new double[] {2, 2, 2})).containsExactly(2, 2, 2);
    assertThat(Threshold.MEAN.apply(new double[0])).isEmpty();
  }

  @Test
  void theEstimatesThemselvesAreNotWrittenInto() {
    double[] estimates = ONE_FAR.clone();
    Threshold.MEAN.apply(estimates);
    assertThat(estimates).containsExactly(ONE_FAR);
  }
}
