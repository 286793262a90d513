package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.criteria.Shortcut;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches by a shortcut, to the last removal, against plain ones; and what audits find. */
class ShortcutSearchTest {
  private static final Samples SAMPLES = Samples.random(61, 70, 3, 5);

  /** The library runs in single precision: errors agree to about 1e-6 of E. */
  private static final double SINGLE = 1e-5;

  private static PlainMlp net(int seed) {
    return PlainMlp.random(seed, Unit.TANH, Unit.LINEAR, 5, 8, 7, 3);
  }

  private static List<Removal> run(
      PlainMlp net, Loss loss, Shortcut shortcut, Schedule schedule, int leastWidth) {
    try (Lab lab = Lab.of(net, SAMPLES, loss)) {
      return new Search(
              lab.objective(),
              lab.objective(),
              shortcut.criterion(),
              schedule,
              Stops.NEVER,
              leastWidth)
          .run((removal, progress) -> {})
          .removals();
    }
  }

  private static List<Integer> ids(List<Removal> removals) {
    return removals.stream().map(r -> r.neuron().id()).toList();
  }

  private static List<Integer> ids(PlainMlp net, Loss loss, Shortcut shortcut, Schedule schedule) {
    return ids(run(net, loss, shortcut, schedule, 0));
  }

  /** The removals, and of every audit the best, its error, and the excess. */
  private static void assertSame(
      List<Removal> found, List<PlainShortcut.Round> expected, int every, double start) {
    List<Integer> chosen = new ArrayList<>();
    for (int r = 0; r < expected.size(); r++) {
      PlainShortcut.Round round = expected.get(r);
      for (int i = 0; i < round.chosen().size(); i++) {
        Audit audit = found.get(chosen.size()).audit();
        if (i > 0 || r % every != 0) {
          assertThat(audit).isNull();
        } else {
          assertThat(Objects.requireNonNull(audit).best().id()).isEqualTo(round.best());
          double scale = SINGLE * Math.max(start, round.least());
          assertThat(audit.error()).isCloseTo(round.least(), within(scale));
          assertThat(audit.excess()).isCloseTo(round.excess(), within(scale));
          assertThat(audit.isBest()).isEqualTo(round.chosen().get(0) == round.best());
        }
        chosen.add(round.chosen().get(i));
      }
    }
    assertThat(ids(found)).isEqualTo(chosen);
    Regret regret = Objects.requireNonNull(Regret.of(found));
    List<PlainShortcut.Round> audited = new ArrayList<>();
    for (int r = 0; r < expected.size(); r += every) {
      audited.add(expected.get(r));
    }
    double[] excess = audited.stream().mapToDouble(a -> a.excess() / a.least()).toArray();
    double sum = 0;
    double largest = 0;
    int best = 0;
    for (double e : excess) {
      sum += e;
      largest = Math.max(largest, e);
      best += e == 0 ? 1 : 0;
    }
    assertThat(regret.audits()).isEqualTo(excess.length);
    assertThat(regret.best()).isEqualTo(best);
    assertThat(regret.mean()).isCloseTo(sum / excess.length, within(SINGLE));
    assertThat(regret.largest()).isCloseTo(largest, within(SINGLE));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 3, 2", "3, 2, 4", "14, 5, 3", "5, 1, 100"})
  void aShortlistIsTheNaiveOne(int seed, int size, int every) {
    for (Loss loss : Loss.values()) {
      for (int step = 1; step <= Math.min(size, 3); step++) {
        PlainMlp net = net(seed);
        Schedule schedule = new Schedule(step, every);
        List<Removal> found = run(net, loss, new Shortcut.Shortlist(size), schedule, 0);
        List<PlainShortcut.Round> expected =
            new PlainShortcut(net, loss, SAMPLES, step).shortlist(size);
        assertSame(found, expected, every, net.error(loss, SAMPLES, net.open()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 1, 4", "3, 1, 100", "14, 2, 2", "5, 3, 2", "6, 4, 100"})
  void lazyIsTheNaiveQueue(int seed, int step, int every) {
    for (Loss loss : Loss.values()) {
      PlainMlp net = net(seed);
      Schedule schedule = new Schedule(step, every);
      List<Removal> found = run(net, loss, new Shortcut.Lazy(), schedule, 0);
      List<PlainShortcut.Round> expected = new PlainShortcut(net, loss, SAMPLES, step).lazy(every);
      assertSame(found, expected, every, net.error(loss, SAMPLES, net.open()));
    }
  }

  /** What is believed must be able to mislead, or the tests above would say little. */
  @Test
  void shortcutsAreNotTheSameAsAll() {
    PlainMlp net = net(3);
    List<Integer> exact = ids(net, Loss.SQUARED, new Shortcut.Exact(), new Schedule(1, 0));
    assertThat(ids(net, Loss.SQUARED, new Shortcut.Lazy(), new Schedule(1, 100)))
        .isNotEqualTo(exact);
    assertThat(ids(net, Loss.SQUARED, new Shortcut.Lazy(), new Schedule(1, 1)))
        .isNotEqualTo(ids(net, Loss.SQUARED, new Shortcut.Lazy(), new Schedule(1, 100)));
    assertThat(ids(net, Loss.SQUARED, new Shortcut.Shortlist(2), new Schedule(1, 0)))
        .isNotEqualTo(exact);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aShortlistOfAllIsAll(int step) {
    for (Loss loss : Loss.values()) {
      List<Removal> found = run(net(1), loss, new Shortcut.Shortlist(15), new Schedule(step, 2), 1);
      assertThat(ids(found))
          .isEqualTo(ids(run(net(1), loss, new Shortcut.Exact(), new Schedule(step, 0), 1)));
      Regret regret = Objects.requireNonNull(Regret.of(found));
      assertThat(regret.best()).isEqualTo(regret.audits()).isPositive();
      assertThat(regret.largest()).isZero();
    }
  }

  /** A queue from which as many go as there are must be all fresh. */
  @Test
  void lazyWhereAllGoTogetherIsAll() {
    for (Loss loss : Loss.values()) {
      Schedule once = new Schedule(15, 0);
      assertThat(ids(net(2), loss, new Shortcut.Lazy(), once))
          .isEqualTo(ids(net(2), loss, new Shortcut.Exact(), once));
    }
  }

  /**
   * With one hidden layer of sigmoids, outgoing weights above 0 and squared error, ΔE of a neuron
   * grows by Σ c_j c_k > 0 with every other that goes (c: what each gives to an output), so what
   * was measured before is a lower bound, and the front of the queue is the lowest of all.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void lazyIsExactWhereNoRemovalMakesAnotherCheaper(int seed) {
    PlainMlp net = PlainMlp.random(seed, Unit.SIGMOID, Unit.LINEAR, 5, 14, 3);
    for (double[] row : net.weights()[1]) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.abs(row[i]);
      }
    }
    List<Removal> found = run(net, Loss.SQUARED, new Shortcut.Lazy(), new Schedule(1, 3), 0);
    assertThat(ids(found))
        .isEqualTo(ids(net, Loss.SQUARED, new Shortcut.Exact(), new Schedule(1, 0)));
    Regret regret = Objects.requireNonNull(Regret.of(found));
    assertThat(regret).isEqualTo(new Regret(5, 5, 0, 0));
  }

  /** Where a layer runs out within a step, others must have been measured to go instead. */
  @ParameterizedTest
  @CsvSource({"4, 4", "5, 7", "9, 9", "15, 15"})
  void whatGoesWasMeasured(int step, int size) {
    PlainMlp net = PlainMlp.random(7, Unit.TANH, Unit.LINEAR, 5, 4, 3, 6, 3);
    for (Shortcut shortcut : List.of(new Shortcut.Shortlist(size), new Shortcut.Lazy())) {
      List<Removal> found = run(net, Loss.SQUARED, shortcut, new Schedule(step, 2), 1);
      assertThat(found).hasSize(10).allMatch(r -> Double.isFinite(r.predicted()));
    }
  }

  /** Twins cost the same, so whichever goes is the best. */
  @Test
  void aTieIsTheBest() {
    PlainMlp net = net(5).twin(0, 6, 2).twin(0, 6, 4).twin(1, 1, 3);
    for (Shortcut shortcut : List.of(new Shortcut.Shortlist(15), new Shortcut.Lazy())) {
      List<Removal> found = run(net, Loss.SQUARED, shortcut, new Schedule(1, 1), 0);
      List<Removal> exact = run(net, Loss.SQUARED, new Shortcut.Exact(), new Schedule(1, 0), 0);
      assertThat(ids(found).get(0)).isEqualTo(ids(exact).get(0));
      for (Removal removal : found) {
        Audit audit = Objects.requireNonNull(removal.audit());
        assertThat(audit.isBest()).isEqualTo(audit.best().equals(removal.neuron()));
      }
    }
  }

  @Test
  void exactSearchesAreNotAudited() {
    List<Removal> found = run(net(1), Loss.SQUARED, new Shortcut.Exact(), new Schedule(1, 0), 0);
    assertThat(found).allMatch(r -> r.audit() == null);
    assertThat(Regret.of(found)).isNull();
  }
}
