package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Shortcut;
import io.secateur.criteria.Threshold;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Given widths, and the same share of each layer, against a naive search; 12 and 7 neurons. */
class BudgetTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.SIGMOID, Unit.LINEAR, 5, 12, 7, 3);
  private static final Samples SAMPLES = Samples.random(41, 40, 3, 5);
  private static final Lab LAB = Lab.of(NET, SAMPLES, Loss.SQUARED);

  @AfterAll
  static void close() {
    LAB.close();
  }

  /** By brute force, or a shortcut of it. */
  private record How(Widths widths, boolean perLayer, Order order, int step, Shortcut shortcut) {
    How(String widths, boolean perLayer, Order order, int step) {
      this(Widths.parse(widths), perLayer, order, step, new Shortcut.Exact());
    }

    SearchResult run(Stops stops, long multiple, List<Removal> before) {
      Criteria.Options options = new Criteria.Options(Threshold.NONE, 1, shortcut, null);
      Budget budget = new Budget(widths, perLayer);
      return new Search(
              LAB.objective(),
              LAB.objective(),
              Criteria.of("brute-force", options),
              Schedule.of(order, step).auditing(shortcut.isExact() ? 0 : 3),
              stops,
              new Allowed(1, Scope.ALL, multiple, budget))
          .run(before, () -> false, (removal, progress) -> {});
    }

    SearchResult run() {
      return run(Stops.NEVER, 1, List.of());
    }

    List<Integer> naive(int first, int second) {
      int round = order == Order.SINGLE ? Integer.MAX_VALUE : step;
      int[] least = {first, second};
      return new PlainBudget(NET, Loss.SQUARED, SAMPLES, least, perLayer, round).path();
    }
  }

  private static List<Integer> ids(SearchResult result) {
    return result.removals().stream().map(r -> r.neuron().id()).toList();
  }

  /** Each of the ways to share out goes as far, in an order of its own. */
  @ParameterizedTest
  @CsvSource({
    "5, 4, RERANKED, 1",
    "5, 4, RERANKED, 3",
    "5, 4, SINGLE, 1",
    "2, 6, RERANKED, 1",
    "12, 1, RERANKED, 1",
    "1, 7, RERANKED, 4",
    "1, 1, SINGLE, 1"
  })
  void downToGivenWidths(int first, int second, Order order, int step) {
    for (boolean perLayer : new boolean[] {false, true}) {
      How how = new How(first + "," + second, perLayer, order, step);
      SearchResult found = how.run();
      assertThat(ids(found)).isEqualTo(how.naive(first, second)).hasSize(19 - first - second);
      assertThat(ids(found).stream().filter(k -> k < 12)).hasSize(12 - first);
      assertThat(found.reason()).isEqualTo("every layer has the width asked for");
    }
  }

  @Test
  void widthsByNameLeaveTheOthersWhole() {
    assertThat(ids(new How("layer2=3", false, Order.RERANKED, 1).run()))
        .isEqualTo(new How("12,3", false, Order.RERANKED, 1).naive(12, 3));
  }

  /** 60% of 12 and 7 are 7.2 and 4.2. */
  @Test
  void oneShareIsForAll() {
    assertThat(ids(new How("60%", true, Order.RERANKED, 1).run()))
        .isEqualTo(new How("7,4", true, Order.RERANKED, 1).naive(7, 4));
  }

  /** 12 : 7 of n neurons, to the nearest, at every moment. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void eachLayerLosesItsShare(int step) {
    How how = new How(Widths.NONE, true, Order.RERANKED, step, new Shortcut.Exact());
    SearchResult found = how.run(Stops.after(14), 1, List.of());
    assertThat(found.removals()).hasSize(14);
    for (int n = 1; n <= 14; n++) {
      long first = ids(found).stream().limit(n).filter(k -> k < 12).count();
      assertThat(Math.abs(first - n * 12 / 19.0)).isLessThanOrEqualTo(0.5);
    }
    assertThat(found.reason()).isEqualTo("as many neurons as asked for are gone");
  }

  @Test
  void anotherStopMayComeFirst() {
    SearchResult found = new How("5,4", true, Order.RERANKED, 1).run(Stops.after(3), 1, List.of());
    assertThat(ids(found))
        .isEqualTo(new How("5,4", true, Order.RERANKED, 1).naive(5, 4).subList(0, 3));
    assertThat(found.reason()).isEqualTo("as many neurons as asked for are gone");
  }

  /** 12 -> 9 -> 6, not 3; 7 -> 6 -> 3. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void groupsEndAtTheLowestMultipleThatIsWideEnough(boolean perLayer) {
    SearchResult found = new How("5,3", perLayer, Order.RERANKED, 1).run(Stops.NEVER, 3, List.of());
    assertThat(ids(found).stream().filter(k -> k < 12)).hasSize(6);
    assertThat(ids(found).stream().filter(k -> k >= 12)).hasSize(4);
    assertThat(found.reason())
        .isEqualTo("no layer can lose another group of neurons by the widths asked for");
  }

  /** The lowest of a layer are found where they are not the lowest of all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shortcutsThatMissNothing(int step) {
    How exact = new How("5,4", true, Order.RERANKED, step);
    for (Shortcut all : List.of(new Shortcut.Shortlist(99), new Shortcut.Confidence(0.99))) {
      How how = new How(exact.widths(), true, Order.RERANKED, step, all);
      SearchResult found = how.run();
      assertThat(ids(found)).isEqualTo(exact.naive(5, 4));
      Regret regret = found.regret();
      assertThat(regret).isNotNull();
      assertThat(regret.best()).isEqualTo(regret.audits()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 3", "false, 1"})
  void aSearchThatWasCutShortGoesOn(boolean perLayer, int step) {
    for (Shortcut shortcut :
        List.of(new Shortcut.Exact(), new Shortcut.Lazy(), new Shortcut.Shortlist(3))) {
      How how = new How(Widths.parse("4,3"), perLayer, Order.RERANKED, step, shortcut);
      SearchResult whole = how.run();
      assertThat(whole.removals()).hasSize(12);
      for (int done = 0; done <= 12; done++) {
        SearchResult found = how.run(Stops.NEVER, 1, whole.removals().subList(0, done));
        assertThat(ResumeTest.timeless(found.removals()))
            .isEqualTo(ResumeTest.timeless(whole.removals()));
        assertThat(found.reason()).isEqualTo(whole.reason());
      }
    }
  }
}
