package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.criteria.Threshold;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole path, to the last removal, against the naive way in plain Java. */
class GreedyOrderTest {
  /** The library runs in single precision: errors agree to about 1e-6 of E. */
  private static final double SINGLE = 1e-5;

  private static final Criterion BRUTE_FORCE =
      Criteria.of("brute-force", new Criteria.Options(Threshold.NONE, 1));

  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    for (Order order : Order.values()) {
      for (int leastWidth = 0; leastWidth <= 1; leastWidth++) {
        for (int seed = 1; seed <= 2; seed++) {
          runs.add(Arguments.of(order, leastWidth, seed, Unit.SIGMOID, Unit.SIGMOID, Loss.SQUARED));
          runs.add(Arguments.of(order, leastWidth, seed, Unit.TANH, Unit.LINEAR, Loss.SQUARED));
          runs.add(
              Arguments.of(order, leastWidth, seed, Unit.RELU, Unit.LINEAR, Loss.CROSS_ENTROPY));
        }
      }
    }
    return runs.stream();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyRemovalIsTheNaiveOne(
      Order order, int leastWidth, int seed, Unit hidden, Unit last, Loss loss) {
    PlainMlp net = PlainMlp.random(seed, hidden, last, 5, 7, 6, 3);
    assertSamePath(net, loss, Samples.random(seed, 40, 3, 5), order, leastWidth);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aNeuronAndItsTwinGoFirstIndexFirst(Order order) {
    PlainMlp net = PlainMlp.random(5, Unit.SIGMOID, Unit.SIGMOID, 5, 7, 6, 3);
    net.twin(0, 5, 1).twin(0, 5, 3).twin(1, 0, 4);
    assertSamePath(net, Loss.SQUARED, Samples.random(5, 40, 3, 5), order, 0);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void deadNeuronsGoByLayerAndIndex(Order order) {
    PlainMlp net = PlainMlp.random(6, Unit.RELU, Unit.LINEAR, 5, 7, 6, 3);
    net.dead(1, 4).dead(0, 6).dead(1, 2).dead(0, 1);
    List<Removal> path =
        assertSamePath(net, Loss.CROSS_ENTROPY, Samples.random(6, 40, 3, 5), order, 1);
    List<String> dead = List.of("layer1:1", "layer1:6", "layer2:2", "layer2:4");
    assertThat(path)
        .extracting(r -> r.neuron().toString())
        .filteredOn(dead::contains)
        .containsExactlyElementsOf(dead);
  }

  /** Every criterion gives a neuron and its twin the same score, and the first index goes first. */
  @Test
  void derivativesTieToo() {
    PlainMlp net = PlainMlp.random(7, Unit.RELU, Unit.LINEAR, 5, 9, 4, 3).dead(0, 7).dead(0, 2);
    net.dead(1, 3);
    for (String by : List.of("first-order", "second-order")) {
      Criterion criterion = Criteria.of(by, new Criteria.Options(Threshold.NONE, 1));
      try (Lab lab = Lab.of(net, Samples.random(7, 30, 3, 5), Loss.SQUARED)) {
        Search search =
            new Search(lab.objective(), lab.objective(), criterion, Order.SINGLE, Stops.NEVER, 0);
        assertThat(search.run((removal, progress) -> {}).removals())
            .filteredOn(r -> r.predicted() == 0)
            .extracting(r -> r.neuron().toString())
            .containsExactly("layer1:2", "layer1:7", "layer2:3");
      }
    }
  }

  /**
   * How far apart scores must be is known when they are made, not when the error has grown; and
   * where removing the best costs much, it is that error which is uncertain.
   */
  @ParameterizedTest
  @CsvSource({"1e-9, 0", "1, 1"})
  void aSingleRankingStaysAsItWasMade(double lowest, double raised) {
    PlainMlp net = PlainMlp.random(8, Unit.SIGMOID, Unit.LINEAR, 3, 4, 2);
    try (Lab lab = Lab.of(net, Samples.random(8, 10, 2, 3), Loss.SQUARED)) {
      double start = lab.objective().evaluate(lab.network().anatomy().open()).error();
      double[] scores = {lowest + 3e-9, lowest + 2e-9, lowest + 1e-9, lowest};
      List<Double> asked = new ArrayList<>();
      Criterion criterion =
          new Criterion() {
            @Override
            public double[] scores(Subject subject) {
              return scores;
            }

            @Override
            public double tie(double error) {
              asked.add(error);
              return 0.5e-9;
            }
          };
      assertThat(
              new Search(lab.objective(), lab.objective(), criterion, Order.SINGLE, Stops.NEVER, 0)
                  .run((removal, progress) -> {})
                  .removals())
          .extracting(r -> r.neuron().index())
          .containsExactly(3, 2, 1, 0);
      assertThat(asked)
          .isNotEmpty()
          .allSatisfy(error -> assertThat(error).isCloseTo(start + raised, within(1e-8)));
    }
  }

  private static List<Removal> assertSamePath(
      PlainMlp net, Loss loss, Samples samples, Order order, int leastWidth) {
    List<PlainGreedy.Step> expected = PlainGreedy.of(net, loss, samples, leastWidth).run(order);
    List<Removal> heard = new ArrayList<>();
    try (Lab lab = Lab.of(net, samples, loss)) {
      SearchResult result =
          new Search(lab.objective(), lab.objective(), BRUTE_FORCE, order, Stops.NEVER, leastWidth)
              .run((removal, progress) -> heard.add(removal));
      assertThat(result.removals())
          .extracting(r -> r.neuron().id())
          .containsExactlyElementsOf(expected.stream().map(PlainGreedy.Step::neuron).toList());
      assertThat(expected).hasSize(net.neurons() - 2 * leastWidth);
      assertThat(heard).isEqualTo(result.removals());
      assertThat(result.gates().alive()).hasSize(2 * leastWidth);
      assertThat(result.reason()).isEqualTo("no layer can lose another neuron");
      double start = net.error(loss, samples, net.open());
      for (int i = 0; i < expected.size(); i++) {
        PlainGreedy.Step step = expected.get(i);
        Removal removal = heard.get(i);
        double scale = SINGLE * Math.max(start, step.error());
        assertThat(removal.step()).isEqualTo(i + 1);
        assertThat(removal.predicted()).isCloseTo(step.predicted(), within(scale));
        assertThat(removal.error()).isCloseTo(step.error(), within(scale));
        assertThat(removal.accuracy()).isEqualTo(step.accuracy());
        assertThat(removal.seconds()).isNotNegative();
      }
    }
    return heard;
  }
}
