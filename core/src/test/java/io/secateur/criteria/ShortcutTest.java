package io.secateur.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How shortcuts are asked for, and what they score. */
class ShortcutTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.TANH, Unit.LINEAR, 4, 8, 6, 3);
  private static final Samples SAMPLES = Samples.random(4, 50, 3, 4);

  private static Criteria.Options options(Shortcut shortcut, @Nullable Long audit) {
    return new Criteria.Options(Threshold.NONE, 1, shortcut, audit);
  }

  @Test
  void oneOrNone() {
    assertThat(Shortcut.of(null, null, false).isExact()).isTrue();
    assertThat(Shortcut.of(0.9, null, false)).isEqualTo(new Shortcut.Confidence(0.9));
    assertThat(Shortcut.of(null, 7L, false)).isEqualTo(new Shortcut.Shortlist(7));
    assertThat(Shortcut.of(null, null, true)).isEqualTo(new Shortcut.Lazy());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shortcut.of(0.9, 7L, false))
        .withMessage("--confidence, --shortlist and --lazy exclude each other: give one of them");
    assertThatIllegalArgumentException().isThrownBy(() -> Shortcut.of(null, 7L, true));
    assertThatIllegalArgumentException().isThrownBy(() -> Shortcut.of(0.9, null, true));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 99, Double.NaN})
  void confidenceLiesBetweenNoneAndFull(double level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shortcut.Confidence(level))
        .withMessageStartingWith("--confidence must be more than 0 and less than 1")
        .withMessageEndingWith("not " + level);
  }

  @Test
  void aShortlistHasRoomForOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shortcut.Shortlist(0))
        .withMessage("--shortlist must be at least 1, not 0");
  }

  @Test
  void auditsAreOfShortcuts() {
    assertThat(options(new Shortcut.Exact(), null).every()).isZero();
    assertThat(options(new Shortcut.Lazy(), null).every()).isEqualTo(10);
    assertThat(options(new Shortcut.Lazy(), 3L).every()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(new Shortcut.Lazy(), 0L))
        .withMessage("--audit must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(new Shortcut.Exact(), 3L))
        .withMessageStartingWith("--audit goes with --confidence, --shortlist or --lazy");
  }

  private static List<Shortcut> shortcuts() {
    return List.of(new Shortcut.Confidence(0.9), new Shortcut.Shortlist(3), new Shortcut.Lazy());
  }

  @ParameterizedTest
  @MethodSource("shortcuts")
  void shortcutsAreOfBruteForce(Shortcut shortcut) {
    for (String by : List.of("first-order", "second-order", "magnitude", "random")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Criteria.of(by, options(shortcut, null)))
          .withMessage("--" + shortcut.word() + " goes with --by brute-force, not " + by);
    }
    assertThat(Criteria.of("brute-force", options(shortcut, null))).isNotNull();
  }

  /** What a criterion scores when one is wanted, against loops: measured, or infinite. */
  @ParameterizedTest
  @MethodSource("shortcuts")
  void aScoreIsMeasuredOrInfinite(Shortcut shortcut) {
    double start = NET.error(Loss.SQUARED, SAMPLES, NET.open());
    try (Lab lab = Lab.of(NET, SAMPLES, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      Subject subject = new Subject(lab.objective(), open, start, open.alive(), 1);
      double[] scores = Criteria.of("brute-force", options(shortcut, null)).scores(subject);
      assertThat(scores).hasSize(14);
      int measured = 0;
      for (int k = 0; k < scores.length; k++) {
        if (scores[k] < Double.POSITIVE_INFINITY) {
          measured++;
          assertThat(scores[k])
              .isCloseTo(cost(k) - start, within(1e-5 * start)); // single precision
        }
      }
      assertThat(measured).isPositive();
    }
  }

  private static double cost(int neuron) {
    double[] gates = NET.open();
    gates[neuron] = 0;
    return NET.error(Loss.SQUARED, SAMPLES, gates);
  }

  /** The list is the lowest of −∂E/∂α, here from differences of E(α) in plain loops. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9, 14, 100})
  void aShortlistIsTheBestByTheFirstOrder(int size) {
    double[] slopes = new double[14];
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] = -slope(k);
    }
    try (Lab lab = Lab.of(NET, SAMPLES, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      Subject subject = new Subject(lab.objective(), open, 1, open.alive(), size);
      double[] scores = new Shortcut.Shortlist(size).criterion().scores(subject);
      for (int k = 0; k < slopes.length; k++) {
        double slope = slopes[k];
        long better = Arrays.stream(slopes).filter(s -> s < slope).count();
        assertThat(Double.isFinite(scores[k])).as("neuron %d", k).isEqualTo(better < size);
      }
    }
  }

  private static double slope(int neuron) {
    double[] gates = NET.open();
    gates[neuron] = 1 + 1e-5;
    double above = NET.error(Loss.SQUARED, SAMPLES, gates);
    gates[neuron] = 1 - 1e-5;
    return (above - NET.error(Loss.SQUARED, SAMPLES, gates)) / 2e-5;
  }

  /** Where more are wanted than a list holds, it is longer. */
  @Test
  void aShortlistHoldsWhatIsWanted() {
    try (Lab lab = Lab.of(NET, SAMPLES, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      Subject subject = new Subject(lab.objective(), open, 1, open.alive(), 5);
      double[] scores = new Shortcut.Shortlist(2).criterion().scores(subject);
      assertThat(Arrays.stream(scores).filter(Double::isFinite)).hasSize(5);
    }
  }
}
