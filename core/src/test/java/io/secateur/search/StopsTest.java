package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Threshold;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.UnusableException;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where each stop stops, counted on the naive path of one network. */
class StopsTest {
  private static final PlainMlp NET = PlainMlp.random(11, Unit.TANH, Unit.LINEAR, 6, 9, 8, 3);
  private static final Samples SAMPLES = labelledByItself(21, 40);
  private static final Samples HOLDOUT = labelledByItself(22, 25);
  private static final List<PlainGreedy.Step> PATH =
      PlainGreedy.of(NET, Loss.SQUARED, SAMPLES, 1).judgedOn(HOLDOUT).run(Order.RERANKED);
  private static final double START = NET.error(Loss.SQUARED, SAMPLES, NET.open());

  /** Three quarters right, so that there is accuracy to lose. */
  private static Samples labelledByItself(long seed, int count) {
    Samples samples = Samples.random(seed, count, 3, 6);
    int[] labels = new int[count];
    for (int s = 0; s < count; s++) {
      double[] z = NET.run(samples.row(s), NET.open()).lastZ();
      int best = z[0] >= z[1] ? (z[0] >= z[2] ? 0 : 2) : (z[1] >= z[2] ? 1 : 2);
      labels[s] = s % 4 == 0 ? (best + 1) % 3 : best;
    }
    return new Samples("x", samples.shape(), samples.rows(), labels, null);
  }

  private static SearchResult run(Stops stops) {
    try (Lab lab = Lab.of(NET, SAMPLES, Loss.SQUARED);
        Objective judging = new Objective(lab.network(), HOLDOUT, new SquaredError())) {
      return new Search(
              lab.objective(),
              judging,
              Criteria.of("brute-force", new Criteria.Options(Threshold.NONE, 1)),
              Order.RERANKED,
              stops,
              1)
          .run((removal, progress) -> assertThat(progress).isBetween(0.0, 1.0));
    }
  }

  /** The removals before the first that is one too many. */
  private static int before(Predicate<PlainGreedy.Step> tooMany) {
    int count = 0;
    while (count < PATH.size() && !tooMany.test(PATH.get(count))) {
      count++;
    }
    return count;
  }

  /** The removals after which this is so for the first time. */
  private static int until(Predicate<double[]> enough) {
    double[] gates = NET.open();
    int count = 0;
    while (!enough.test(gates)) {
      gates[PATH.get(count).neuron()] = 0;
      count++;
    }
    return count;
  }

  private static void assertRemoved(SearchResult result, int count) {
    assertThat(result.removals())
        .extracting(r -> r.neuron().id())
        .containsExactlyElementsOf(
            PATH.subList(0, count).stream().map(PlainGreedy.Step::neuron).toList());
    assertThat(result.gates().alive()).hasSize(NET.neurons() - count);
    result.removals().forEach(r -> assertThat(result.gates().isOpen(r.neuron().id())).isFalse());
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "0, 0", "40%, 7", "100%, 15", "15, 15", "99, 15", "0%, 0"})
  void neurons(String amount, int expected) { // 40% of 17 is 6.8; two must stay
    SearchResult result = run(new Stops(Amount.parse("--neurons", amount), null, null, null, null));
    assertRemoved(result, expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 4, 8, 12, 13.9, 20, 100}) // one of 25 samples is 4 points
  void accuracy(double points) {
    double start = NET.accuracy(HOLDOUT, NET.open());
    int expected = before(s -> Math.round((start - s.accuracy()) * 25) * 4 > points);
    SearchResult result = run(new Stops(null, points, null, null, null));
    assertRemoved(result, expected);
    if (expected < PATH.size()) {
      assertThat(result.reason()).contains("accuracy");
    }
  }

  @Test
  void accuracyIsTestedWhereItMatters() {
    assertThat(PATH.stream().map(PlainGreedy.Step::accuracy).distinct().count()).isGreaterThan(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.05, 1.5, 2, 4, 1e9})
  void error(double times) {
    SearchResult result = run(new Stops(null, null, times, null, null));
    assertRemoved(result, before(s -> s.error() > times * START));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "99%", "50%", "100", "171", "170", "0"})
  void parameters(String amount) {
    long[] goal = {Amount.parse("--params", amount).of(170)}; // 6 x 9 + 9 + 9 x 8 + 8 + 8 x 3 + 3
    SearchResult result = run(new Stops(null, null, null, Amount.parse("--params", amount), null));
    long least = 6 + 1 + 1 + 1 + 3 + 3;
    assertRemoved(result, goal[0] < least ? PATH.size() : until(g -> cost(g, true) <= goal[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "70%", "30%", "201"})
  void flops(String amount) {
    long goal = Amount.parse("--flops", amount).of(2 * (6 * 9 + 9 * 8 + 8 * 3));
    SearchResult result = run(new Stops(null, null, null, null, Amount.parse("--flops", amount)));
    assertRemoved(result, until(g -> cost(g, false) <= goal));
  }

  /** Parameters, or 2 x multiply-adds. */
  private static long cost(double[] gates, boolean parameters) {
    long a = Math.round(Arrays.stream(gates, 0, 9).sum());
    long b = Math.round(Arrays.stream(gates, 9, 17).sum());
    long products = 6 * a + a * b + b * 3;
    return parameters ? products + a + b + 3 : 2 * products;
  }

  @Test
  void theFirstOfSeveralStopsCounts() {
    int byError = before(s -> s.error() > 2 * START);
    int byFlops = until(g -> cost(g, false) <= 150);
    assertThat(byError).isNotEqualTo(byFlops);
    Amount flops = new Amount(150, false);
    for (int neurons : new int[] {1, byError, byFlops, 15}) {
      SearchResult result = run(new Stops(new Amount(neurons, false), null, 2.0, null, flops));
      assertRemoved(result, Math.min(neurons, Math.min(byError, byFlops)));
    }
  }

  @Test
  void accuracyIsTheHoldoutsAndErrorTheRankingDatas() {
    SearchResult result = run(Stops.after(6));
    for (int i = 0; i < 6; i++) {
      assertThat(result.removals().get(i).accuracy()).isEqualTo(PATH.get(i).accuracy());
      assertThat(result.removals().get(i).error())
          .isCloseTo(PATH.get(i).error(), org.assertj.core.api.Assertions.within(1e-5 * START));
    }
    List<Double> onRanking = new ArrayList<>();
    PlainGreedy.of(NET, Loss.SQUARED, SAMPLES, 1)
        .run(Order.RERANKED)
        .forEach(s -> onRanking.add(s.accuracy()));
    assertThat(onRanking).isNotEqualTo(PATH.stream().map(PlainGreedy.Step::accuracy).toList());
  }

  @Test
  void accuracyCannotBeKeptWithoutClasses() {
    Samples numbers = SAMPLES.wanting(new float[40][3]);
    Stops keep = new Stops(null, 1.0, null, null, null);
    try (Lab lab = Lab.of(NET.model(), numbers, new SquaredError())) {
      assertThatThrownBy(
              () ->
                  new Search(
                      lab.objective(),
                      lab.objective(),
                      Criteria.of("magnitude", new Criteria.Options(Threshold.NONE, 1)),
                      Order.SINGLE,
                      keep,
                      1))
          .isInstanceOf(UnusableException.class)
          .hasMessageContaining("no classes");
    }
  }

  @Test
  void impossibleStopsAreRefused() {
    for (Double points : new @Nullable Double[] {-1.0, 100.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Stops(null, points, null, null, null))
          .withMessageContaining("--keep-accuracy");
    }
    for (Double times : new @Nullable Double[] {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Stops(null, null, times, null, null))
          .withMessageContaining("--max-error");
    }
    assertThat(Stops.NEVER.isNever()).isTrue();
    assertThat(Stops.after(1).isNever()).isFalse();
  }
}
