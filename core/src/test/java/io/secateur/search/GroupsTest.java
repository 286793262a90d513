package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secateur.criteria.Criteria;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Widths that are multiples, against naive groups; 11 and 7 neurons. */
class GroupsTest {
  private static final int IN = 5;
  private static final Samples SAMPLES = Samples.random(41, 40, 3, IN);

  private static PlainMlp net(int seed) {
    return PlainMlp.random(seed, Unit.SIGMOID, Unit.LINEAR, IN, 11, 7, 3);
  }

  private record How(PlainMlp net, String by, Loss loss, Order order, Stops stops, long multiple) {
    SearchResult run(List<Removal> before, BooleanSupplier interrupted) {
      try (Lab lab = Lab.of(net, SAMPLES, loss)) {
        Allowed allowed = new Allowed(1, Scope.ALL, multiple);
        return new Search(
                lab.objective(),
                lab.objective(),
                Criteria.of(by, Criteria.Options.PLAIN),
                Schedule.of(order, 1),
                stops,
                allowed)
            .run(before, interrupted, (removal, progress) -> {});
      }
    }

    SearchResult run() {
      return run(List.of(), () -> false);
    }

    List<List<Integer>> naive() {
      return new PlainGroups(net, loss, SAMPLES, (int) multiple).path(order);
    }
  }

  private static List<Integer> ids(SearchResult result) {
    return result.removals().stream().map(r -> r.neuron().id()).toList();
  }

  private static List<Integer> flat(List<List<Integer>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** What is left is 11 or 7 where no group fits, else the multiple itself. */
  @ParameterizedTest
  @CsvSource({"1, 2, 2, 2", "2, 3, 3, 3", "3, 4, 4, 4", "4, 5, 5, 5", "2, 7, 7, 7", "1, 8, 8, 7"})
  void groupsWithTheLowestSum(int seed, int multiple, int first, int second) {
    for (Loss loss : Loss.values()) {
      for (Order order : Order.values()) {
        How how = new How(net(seed), "brute-force", loss, order, Stops.NEVER, multiple);
        SearchResult found = how.run();
        assertThat(ids(found)).isEqualTo(flat(how.naive()));
        assertThat(ids(found)).hasSize(11 - first + 7 - second);
        assertThat(ids(found).stream().filter(k -> k < 11)).hasSize(11 - first);
        assertThat(found.reason()).isEqualTo("no layer can lose another group of neurons");
      }
    }
  }

  @Test
  void everyErrorIsThatWithoutTheNeuron() {
    How how = new How(net(1), "brute-force", Loss.SQUARED, Order.RERANKED, Stops.NEVER, 4);
    double[] gates = how.net().open();
    for (Removal removal : how.run().removals()) {
      gates[removal.neuron().id()] = 0;
      double error = how.net().error(Loss.SQUARED, SAMPLES, gates);
      assertThat(removal.error() / error).isBetween(1 - 1e-5, 1 + 1e-5); // single precision
    }
  }

  @Test
  void aMultipleOfOneIsOneByOne() {
    PlainMlp net = net(2);
    How how = new How(net, "brute-force", Loss.SQUARED, Order.RERANKED, Stops.NEVER, 1);
    List<Integer> expected =
        PlainGreedy.of(net, Loss.SQUARED, SAMPLES, 1).run(Order.RERANKED).stream()
            .map(PlainGreedy.Step::neuron)
            .toList();
    assertThat(ids(how.run())).isEqualTo(expected);
  }

  @Test
  void layersThatAreTooNarrowStay() {
    How how = new How(net(1), "magnitude", Loss.SQUARED, Order.RERANKED, Stops.NEVER, 11);
    assertThat(how.run().removals()).isEmpty();
  }

  /** Groups until one is enough, or before one is too much, judged at its end. */
  private static void assertStops(Stops stops, Predicate<double[]> enough, boolean takenBack) {
    How how = new How(net(3), "brute-force", Loss.SQUARED, Order.RERANKED, stops, 2);
    double[] gates = how.net().open();
    int groups = 0;
    List<List<Integer>> naive = how.naive();
    boolean isEnough = enough.test(gates);
    while (!isEnough && groups < naive.size()) {
      naive.get(groups).forEach(k -> gates[k] = 0);
      isEnough = enough.test(gates);
      groups += isEnough && takenBack ? 0 : 1;
    }
    assertThat(ids(how.run())).isEqualTo(flat(naive.subList(0, groups)));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4", "5", "12"})
  void aNumberIsPassedByLessThanAGroup(int neurons) {
    assertStops(Stops.after(neurons), gates -> closed(gates) >= neurons, false);
  }

  private static long closed(double... gates) {
    return Arrays.stream(gates).filter(g -> g == 0).count();
  }

  @ParameterizedTest
  @CsvSource({"1.02", "1.2", "1.5", "2", "3"})
  void aGroupThatGoesTooFarIsTakenBack(double times) {
    PlainMlp net = net(3);
    double most = times * net.error(Loss.SQUARED, SAMPLES, net.open());
    assertStops(
        new Stops(null, null, times, null, null),
        gates -> net.error(Loss.SQUARED, SAMPLES, gates) > most,
        true);
  }

  @ParameterizedTest
  @CsvSource({"0", "2.5", "5", "10"})
  void soIsOneThatCostsTooMuchAccuracy(double points) {
    PlainMlp net = net(3);
    double least = net.accuracy(SAMPLES, net.open()) - points / 100 - 1e-9;
    assertStops(
        new Stops(null, points, null, null, null),
        gates -> net.accuracy(SAMPLES, gates) < least,
        true);
  }

  @ParameterizedTest
  @CsvSource({
    "brute-force, RERANKED, 4",
    "brute-force, SINGLE, 3",
    "first-order, RERANKED, 4",
    "random, RERANKED, 4"
  })
  void cutShortAfterAnyNeuronItEndsTheSame(String by, Order order, int multiple) {
    How how = new How(net(4), by, Loss.CROSS_ENTROPY, order, Stops.after(9), multiple);
    SearchResult whole = how.run();
    assertThat(whole.removals()).hasSizeBetween(9, 13);
    for (int done = 0; done <= whole.removals().size(); done++) {
      SearchResult found = how.run(whole.removals().subList(0, done), () -> false);
      assertThat(words(found)).isEqualTo(words(whole)); // each run has an anatomy of its own
      assertThat(found.reason()).isEqualTo(whole.reason());
      assertThat(found.gates().toArray()).isEqualTo(whole.gates().toArray());
    }
  }

  private static List<String> words(SearchResult result) {
    return ResumeTest.timeless(result.removals()).stream().map(Removal::toString).toList();
  }

  /** 11 goes to 8 and 4; 7 goes to 4: with 3, 4 and 3 neurons. */
  @Test
  void anInterruptionWaitsForTheGroupThatIsBegun() {
    How how = new How(net(4), "magnitude", Loss.SQUARED, Order.RERANKED, Stops.NEVER, 4);
    SearchResult whole = how.run();
    assertThat(whole.removals()).hasSize(10);
    for (int done = 1; done <= 3; done++) {
      SearchResult found = how.run(whole.removals().subList(0, done), () -> true);
      assertThat(ids(found)).isEqualTo(ids(whole).subList(0, 3));
      assertThat(found.isInterrupted()).isTrue();
    }
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Allowed(1, Scope.ALL, 0))
        .withMessageContaining("--multiple-of must be at least 1");
    try (Lab lab = Lab.of(net(1), SAMPLES, Loss.SQUARED)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new Search(
                      lab.objective(),
                      lab.objective(),
                      Criteria.of("magnitude", Criteria.Options.PLAIN),
                      Schedule.of(Order.RERANKED, 3),
                      Stops.NEVER,
                      new Allowed(1, Scope.ALL, 2)));
    }
  }
}
