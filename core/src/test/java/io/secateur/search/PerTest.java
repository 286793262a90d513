package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Subject;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an error costs per what is saved, against a naive search; 8 and 6 neurons, 30 inputs. */
class PerTest {
  private static final int IN = 30;

  /** 3 ms for each neuron of the first layer beyond 4, and 1 ms for each of the second. */
  private static final LatencyTable LATENCY =
      new LatencyTable(
          Map.of("layer1", Map.of(1, 7.0, 4, 7.0, 8, 19.0), "layer2", Map.of(1, 7.0, 6, 12.0)));

  private static final Samples SAMPLES = Samples.random(41, 40, 3, IN);

  private static List<Integer> found(PlainMlp net, Per per, Order order, int step, Stops stops) {
    Budget budget = new Budget(Widths.NONE, false, per, 0);
    try (Lab lab = Lab.of(net, SAMPLES, Loss.SQUARED)) {
      return new Search(
              lab.objective(),
              lab.objective(),
              Criteria.of("brute-force", Criteria.Options.PLAIN),
              Schedule.of(order, step),
              stops,
              new Allowed(1, Scope.ALL, 1, budget, LATENCY))
          .run((removal, progress) -> {}).removals().stream().map(r -> r.neuron().id()).toList();
    }
  }

  /** What the network costs; the parameters are all weights and biases. */
  private static double cost(PlainMlp net, Per per, double... gates) {
    double first = Arrays.stream(gates, 0, net.first(1)).sum();
    double second = Arrays.stream(gates, net.first(1), net.first(2)).sum();
    if (per == Per.LATENCY) {
      return 3 * Math.max(0, first - 4) + second;
    }
    double bias = per == Per.FLOP ? 0 : 1;
    double times = per == Per.FLOP ? 2 : 1;
    return times * ((IN + bias) * first + (first + bias) * second + (second + bias) * 3);
  }

  /** To the last neuron of each layer. */
  private static List<Integer> naive(PlainMlp net, Per per, int step) {
    List<Integer> path = new ArrayList<>();
    double[] gates = net.open();
    double[] costs = costs(net, gates);
    for (List<Integer> may = may(net, gates); !may.isEmpty(); may = may(net, gates)) {
      costs = path.size() % step == 0 ? costs(net, gates) : costs;
      double[] prices = new double[gates.length];
      for (int k : may) {
        double[] without = gates.clone();
        without[k] = 0;
        double saved = Math.max(1e-300, cost(net, per, gates) - cost(net, per, without));
        prices[k] = costs[k] > 0 ? costs[k] / saved : costs[k] * saved;
      }
      may.sort(Comparator.comparingDouble(k -> prices[k]));
      gates[may.get(0)] = 0;
      path.add(may.get(0));
    }
    return path;
  }

  private static List<Integer> may(PlainMlp net, double... gates) {
    List<Integer> may = new ArrayList<>();
    for (int k = 0; k < gates.length; k++) {
      int layer = net.layer(k);
      double width = Arrays.stream(gates, net.first(layer), net.first(layer + 1)).sum();
      if (gates[k] == 1 && width > 1) {
        may.add(k);
      }
    }
    return may;
  }

  private static double[] costs(PlainMlp net, double... gates) {
    double[] costs = new double[gates.length];
    for (int k = 0; k < gates.length; k++) {
      double[] without = gates.clone();
      without[k] = 0;
      costs[k] =
          net.error(Loss.SQUARED, SAMPLES, without) - net.error(Loss.SQUARED, SAMPLES, gates);
    }
    return costs;
  }

  /** In one of these a loss costs less than nothing, in the other more. */
  @ParameterizedTest
  @CsvSource({"RERANKED, 1", "RERANKED, 3", "SINGLE, 1"})
  void theLeastErrorForWhatIsSaved(Order order, int step) {
    for (int seed : new int[] {1, 2}) {
      PlainMlp net = PlainMlp.random(seed, Unit.SIGMOID, Unit.LINEAR, IN, 8, 6, 3);
      int round = order == Order.SINGLE ? Integer.MAX_VALUE : step;
      List<List<Integer>> paths = new ArrayList<>();
      for (Per per : Per.values()) {
        List<Integer> path = found(net, per, order, step, Stops.NEVER);
        if (per != Per.NEURON) {
          assertThat(path).isEqualTo(naive(net, per, round)).hasSize(12);
        }
        paths.add(path);
      }
      assertThat(paths.get(0)).isNotEqualTo(paths.get(2)); // what is saved decides
    }
  }

  /** Three neurons with such scores; a tie is 0.1. */
  private static int first(double[] scores, double... saved) {
    Criterion criterion =
        new Criterion() {
          @Override
          public double[] scores(Subject subject) {
            return scores;
          }

          @Override
          public double tie(double error) {
            return 0.1;
          }
        };
    Ranking ranking = new Ranking(criterion, 1, new int[] {0, 1, 2}, scores);
    return ranking.first(List.of(new int[] {0}, new int[] {1}, new int[] {2}), saved)[0];
  }

  @Test
  void whatCostsMoreThanNothingIsDivided() {
    assertThat(first(new double[] {2, 3, 10}, 1, 2, 4)).isEqualTo(1);
    assertThat(first(new double[] {2, 3, 10}, 2, 2, 40)).isEqualTo(2);
  }

  @Test
  void whatCostsLessThanNothingIsMultiplied() {
    assertThat(first(new double[] {-1, -0.5, 5}, 1, 4, 100)).isEqualTo(1);
    assertThat(first(new double[] {-1, -0.2, 0.2}, 1, 1, 1e9)).isEqualTo(0);
  }

  @Test
  void ofThoseThatTieTheOneThatSavesMost() {
    assertThat(first(new double[] {0, 0.05, -0.05}, 3, 5, 4)).isEqualTo(1);
    assertThat(first(new double[] {1, 2.05, 2.5}, 1, 2, 2)).isEqualTo(1);
    assertThat(first(new double[] {5, 1, 1}, 1, 1, 1)).isEqualTo(1);
  }

  @Test
  void whatSavesNothingGoesLastUnlessItCostsNothing() {
    assertThat(first(new double[] {1, 500, 600}, 0, 1, 1)).isEqualTo(1);
    assertThat(first(new double[] {2, 1.5, 3}, 0, 0, 0)).isEqualTo(1);
    assertThat(first(new double[] {-1, 1, 2}, 0, 1, 1)).isEqualTo(0);
  }

  @ParameterizedTest
  @EnumSource(Per.class)
  void words(Per per) {
    assertThat(Per.of(per.word())).isEqualTo(per);
  }

  @Test
  void whatDoesNotGo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Per.of("watt"))
        .withMessage("--per must be one of neuron, parameter, flop, latency, not 'watt'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Budget(Widths.NONE, true, Per.FLOP, 0))
        .withMessageContaining("so --per flop does not go with it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Budget(Widths.NONE, true, Per.NEURON, -1))
        .withMessage("--swaps must be 0 or more, not -1");
  }
}
