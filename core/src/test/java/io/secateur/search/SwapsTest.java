package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.criteria.Criteria;
import io.secateur.engine.Measuring;
import io.secateur.engine.Objective;
import io.secateur.engine.repair.Repair;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Removed neurons that come back for others, against a naive search; 12 and 7 neurons. */
class SwapsTest {
  private static final PlainMlp NET = PlainMlp.random(5, Unit.TANH, Unit.LINEAR, 5, 12, 7, 3);
  private static final Samples SAMPLES = Samples.random(41, 40, 3, 5);
  private static final Lab LAB = Lab.of(NET, SAMPLES, Loss.SQUARED);

  @TempDir Path folder;

  @AfterAll
  static void close() {
    LAB.close();
  }

  /** By random numbers, which leave something to be done. */
  private record How(Stops stops, Budget budget, long multiple, Objective objective) {
    How(Stops stops, Budget budget, long multiple) {
      this(stops, budget, multiple, LAB.objective());
    }

    How(Stops stops, long swaps) {
      this(stops, new Budget(Widths.NONE, false, Per.NEURON, swaps), 1);
    }

    SearchResult run(Past past, BooleanSupplier interrupted, SearchListener listener) {
      return new Search(
              objective,
              objective,
              Criteria.of("random", Criteria.Options.PLAIN),
              Schedule.of(Order.RERANKED, 1),
              stops,
              new Allowed(1, Scope.ALL, multiple, budget))
          .run(past, interrupted, listener);
    }

    SearchResult run() {
      return run(Past.NONE, () -> false, (removal, progress) -> {});
    }
  }

  private static void assertSwaps(How how, boolean withinLayers, Predicate<double[]> keeps) {
    SearchResult found = how.run();
    List<Integer> removed = found.removals().stream().map(r -> r.neuron().id()).toList();
    List<PlainSwaps.Exchange> naive =
        new PlainSwaps(NET, Loss.SQUARED, SAMPLES, withinLayers).run(removed, keeps);
    assertThat(naive).hasSizeGreaterThan(2);
    assertThat(found.swaps()).hasSameSizeAs(naive);
    Gates gates = LAB.network().anatomy().open();
    for (int k : removed) {
      gates = gates.close(k);
    }
    double before = found.removals().get(removed.size() - 1).error();
    for (int i = 0; i < naive.size(); i++) {
      Swap swap = found.swaps().get(i);
      assertThat(swap.step()).isEqualTo(i + 1);
      assertThat(swap.back().id()).isEqualTo(naive.get(i).back());
      assertThat(swap.out().id()).isEqualTo(naive.get(i).out());
      assertThat(swap.error()).isCloseTo(naive.get(i).error(), within(1e-5 * swap.error()));
      assertThat(swap.error()).isLessThan(before);
      before = swap.error();
      gates = gates.with(swap.back().id(), 1).close(swap.out().id());
    }
    assertThat(found.gates().toArray()).isEqualTo(gates.toArray());
    assertThat(gates.alive()).hasSize(19 - removed.size());
  }

  @ParameterizedTest
  @CsvSource({"5", "9", "14", "17"})
  void betweenAnyLayers(int neurons) {
    assertSwaps(new How(Stops.after(neurons), 99), false, gates -> true);
  }

  @ParameterizedTest
  @CsvSource({"'6,3', false", "'5,4', true", "'layer1=4', false"})
  void withinLayersWhereWidthsAreGiven(String widths, boolean perLayer) {
    Budget budget = new Budget(Widths.parse(widths), perLayer, Per.NEURON, 99);
    assertSwaps(new How(Stops.NEVER, budget, 1), true, gates -> true);
  }

  @Test
  void withinLayersWhereTheirShareIsGiven() {
    Budget budget = new Budget(Widths.NONE, true, Per.NEURON, 99);
    assertSwaps(new How(Stops.after(9), budget, 1), true, gates -> true);
  }

  @Test
  void withinLayersWhereWidthsAreMultiples() {
    Budget budget = new Budget(Widths.NONE, false, Per.NEURON, 99);
    assertSwaps(new How(Stops.after(9), budget, 2), true, gates -> true);
  }

  /** A neuron of the first layer has 5 + 1 + w2 parameters, one of the second w1 + 1 + 3. */
  @Test
  void noMoreParametersThanAskedFor() {
    Stops stops = new Stops(null, null, null, Amount.parse("--params", "110"), null);
    Predicate<double[]> keeps =
        gates -> {
          double first = Arrays.stream(gates, 0, 12).sum();
          double second = Arrays.stream(gates, 12, 19).sum();
          return 6 * first + (first + 1) * second + (second + 1) * 3 <= 110;
        };
    assertSwaps(new How(stops, 99), false, keeps);
  }

  @Test
  void noMoreThanAskedFor() {
    List<Swap> all = new How(Stops.after(9), 99).run().swaps();
    assertThat(all).hasSizeGreaterThan(2);
    SearchResult two = new How(Stops.after(9), 2).run();
    assertThat(ids(two.swaps())).isEqualTo(ids(all.subList(0, 2)));
    assertThat(two.reason()).isEqualTo("as many neurons as asked for are gone");
    assertThat(new How(Stops.after(9), 0).run().swaps()).isEmpty();
  }

  @Test
  void theJournalCutAtEveryByte() throws IOException {
    How how = new How(Stops.after(5), 99);
    SearchResult whole = run(how, folder.resolve("whole"), () -> false);
    assertThat(whole.swaps()).hasSizeGreaterThan(1);
    byte[] journal = Files.readAllBytes(folder.resolve("whole").resolve("removals.jsonl"));
    Path part = Files.createDirectory(folder.resolve("part"));
    for (int length = 0; length <= journal.length; length += 11) {
      Files.write(part.resolve("removals.jsonl"), Arrays.copyOf(journal, length));
      assertSame(run(how, part, () -> false), whole);
      try (Journal again = new Journal(part)) {
        assertThat(timeless(again.past(LAB.network().anatomy()).swaps()))
            .isEqualTo(timeless(whole.swaps()));
      }
    }
  }

  @Test
  void anInterruptedSearchGoesOn() {
    How how = new How(Stops.after(9), 99);
    SearchResult whole = how.run();
    for (int most = 0; most < 18; most += 2) {
      int[] asked = {0};
      int last = most;
      SearchResult part = how.run(Past.NONE, () -> asked[0]++ == last, (removal, progress) -> {});
      assertThat(part.isInterrupted()).isTrue();
      assertSame(
          how.run(new Past(part.removals(), part.swaps()), () -> false, (removal, progress) -> {}),
          whole);
    }
  }

  /**
   * With repair each swap is the best of all that go from the network that is a function of who is
   * gone; who takes the run up at any swap comes to the same weights.
   */
  @ParameterizedTest
  @EnumSource(
      value = Repair.class,
      names = {"MEAN", "LEAST_SQUARES"})
  void withRepair(Repair repair) {
    Measuring how = Measuring.DEFAULT.with(repair);
    try (Objective objective = new Objective(LAB.network(), SAMPLES, Loss.SQUARED.measure(), how);
        Objective other = new Objective(LAB.network(), SAMPLES, Loss.SQUARED.measure(), how)) {
      Budget budget = new Budget(Widths.NONE, false, Per.NEURON, 99);
      SearchResult whole = new How(Stops.after(9), budget, 1, objective).run();
      assertThat(whole.swaps()).hasSizeGreaterThan(1);
      List<Integer> gone = new ArrayList<>();
      whole.removals().forEach(r -> gone.add(r.neuron().id()));
      Gates gates = whole.gates();
      for (Swap swap : whole.swaps()) {
        assertThat(gone.remove((Object) swap.back().id())).isTrue();
        int[] out = gone.stream().mapToInt(k -> k).toArray();
        for (int k : other.without(out).alive()) {
          gates = other.close(other.without(out), k);
          if (NET.layer(k) == 0 || gates.alive()[gates.alive().length - 1] >= NET.first(1)) {
            double error = other.evaluate(gates).error(); // where the second layer is not empty
            assertThat(error).isGreaterThan(swap.error() * (1 - 1e-5));
          }
        }
        gates = other.close(other.without(out), swap.out().id());
        assertThat(other.evaluate(gates).error())
            .isCloseTo(swap.error(), within(1e-6 * swap.error()));
        gone.add(swap.out().id());
      }
      assertSameNetwork(gates, whole.gates());
      for (int cut = 0; cut < whole.swaps().size(); cut++) {
        Past past = new Past(whole.removals(), whole.swaps().subList(0, cut));
        try (Objective fresh = new Objective(LAB.network(), SAMPLES, Loss.SQUARED.measure(), how)) {
          SearchResult again =
              new How(Stops.after(9), budget, 1, fresh)
                  .run(past, () -> false, (removal, progress) -> {});
          assertSame(again, whole);
          assertSameNetwork(again.gates(), whole.gates());
        }
      }
    }
  }

  private static void assertSameNetwork(Gates found, Gates expected) {
    assertThat(found.refitted().keySet()).isEqualTo(expected.refitted().keySet());
    expected
        .refitted()
        .forEach(
            (name, value) -> {
              for (int i = 0; i < value.size(); i++) {
                assertThat(Objects.requireNonNull(found.refitted().get(name)).at(i))
                    .isEqualTo(value.at(i));
              }
            });
  }

  private static SearchResult run(How how, Path folder, BooleanSupplier interrupted) {
    try (Journal journal = new Journal(folder)) {
      return how.run(
          journal.past(LAB.network().anatomy()),
          interrupted,
          new SearchListener() {
            @Override
            public void removed(Removal removal, double progress) {
              journal.add(removal);
            }

            @Override
            public void swapped(Swap swap) {
              journal.add(swap);
            }
          });
    }
  }

  private static void assertSame(SearchResult found, SearchResult expected) {
    assertThat(ResumeTest.timeless(found.removals()))
        .isEqualTo(ResumeTest.timeless(expected.removals()));
    assertThat(timeless(found.swaps())).isEqualTo(timeless(expected.swaps()));
    assertThat(found.gates().toArray()).isEqualTo(expected.gates().toArray());
    assertThat(found.reason()).isEqualTo(expected.reason());
  }

  private static List<Swap> timeless(List<Swap> swaps) {
    return swaps.stream()
        .map(s -> new Swap(s.step(), s.back(), s.out(), s.error(), s.accuracy(), 0))
        .toList();
  }

  private static List<Integer> ids(List<Swap> swaps) {
    List<Integer> ids = new ArrayList<>();
    swaps.forEach(swap -> ids.addAll(List.of(swap.back().id(), swap.out().id())));
    return ids;
  }
}
