package io.secateur.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Criterion;
import io.secateur.criteria.Threshold;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several neurons a ranking, against a naive greedy that sorts and takes. */
class StepTest {
  private static final int IN = 5;
  private static final Samples SAMPLES = Samples.random(41, 40, 3, IN);

  /** Closer scores are the same number computed in another order. */
  private static final double SAME = 1e-9;

  /** Single precision does not tell closer scores apart. */
  private static final double UNCERTAIN = 1e-6;

  private record Naive(PlainMlp net, Loss loss, int step, int leastWidth) {
    List<Integer> path() {
      double[] gates = net.open();
      List<Integer> path = new ArrayList<>();
      while (true) {
        int before = path.size();
        for (int k : byScore(gates)) {
          if (path.size() - before < step && width(gates, net.layer(k)) > leastWidth) {
            gates[k] = 0;
            path.add(k);
          }
        }
        if (path.size() == before) {
          return path;
        }
      }
    }

    /** All neurons that are there, the lowest score first, then the first number. */
    private List<Integer> byScore(double[] gates) {
      double error = net.error(loss, SAMPLES, gates);
      ToDoubleFunction<Integer> score =
          k -> {
            double[] without = gates.clone();
            without[k] = 0;
            return Math.rint((net.error(loss, SAMPLES, without) - error) / (SAME * error));
          };
      double[] scores = new double[gates.length];
      List<Integer> sorted = new ArrayList<>();
      for (int k = 0; k < gates.length; k++) {
        if (gates[k] == 1) {
          scores[k] = score.applyAsDouble(k);
          sorted.add(k);
        }
      }
      sorted.sort(Comparator.comparingDouble(k -> scores[k]));
      for (int i = 1; i < sorted.size(); i++) {
        double gap = SAME * (scores[sorted.get(i)] - scores[sorted.get(i - 1)]);
        if (gap != 0 && gap < UNCERTAIN) {
          throw new AssertionError("the test is too close to call: take another seed");
        }
      }
      return sorted;
    }

    private double width(double[] gates, int layer) {
      return Arrays.stream(gates, net.first(layer), net.first(layer + 1)).sum();
    }
  }

  private static PlainMlp net(int seed) {
    return PlainMlp.random(seed, Unit.SIGMOID, Unit.LINEAR, IN, 8, 7, 3);
  }

  private static List<Integer> path(PlainMlp net, Loss loss, int step, Stops stops, int least) {
    Criterion bruteForce = Criteria.of("brute-force", new Criteria.Options(Threshold.NONE, 1));
    try (Lab lab = Lab.of(net, SAMPLES, loss)) {
      return new Search(
              lab.objective(), lab.objective(), bruteForce, Order.RERANKED, step, stops, least)
          .run((removal, progress) -> {}).removals().stream().map(r -> r.neuron().id()).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 2, 1",
    "2, 3, 0",
    "3, 4, 1",
    "4, 5, 1",
    "2, 7, 1",
    "3, 100, 1",
    "4, 100, 0"
  })
  void theLowestGoTogether(int seed, int step, int least) {
    for (Loss loss : Loss.values()) {
      List<Integer> expected = new Naive(net(seed), loss, step, least).path();
      assertThat(expected).hasSize(15 - 2 * least);
      assertThat(path(net(seed), loss, step, Stops.NEVER, least)).isEqualTo(expected);
    }
  }

  @Test
  void aStepIsNotTheSameAsOneByOne() {
    assertThat(new Naive(net(2), Loss.SQUARED, 4, 1).path())
        .isNotEqualTo(new Naive(net(2), Loss.SQUARED, 1, 1).path());
  }

  @Test
  void twinsGoFirstIndexFirst() {
    PlainMlp net = net(5).twin(0, 6, 2).twin(0, 6, 4).twin(1, 1, 3);
    assertThat(path(net, Loss.SQUARED, 4, Stops.NEVER, 1))
        .isEqualTo(new Naive(net, Loss.SQUARED, 4, 1).path());
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "4", "6", "12"})
  void aNumberOfNeuronsIsMetWithinAStep(int neurons) {
    List<Integer> all = new Naive(net(1), Loss.SQUARED, 5, 1).path();
    assertThat(path(net(1), Loss.SQUARED, 5, Stops.after(neurons), 1))
        .isEqualTo(all.subList(0, neurons));
  }

  @ParameterizedTest
  @CsvSource({"1.05", "1.2", "1.5", "2", "3"})
  void anErrorIsMetWithinAStep(double times) {
    PlainMlp net = net(1);
    List<Integer> all = new Naive(net, Loss.SQUARED, 5, 1).path();
    double[] gates = net.open();
    double most = times * net.error(Loss.SQUARED, SAMPLES, gates);
    int within = 0;
    for (int k : all) {
      gates[k] = 0;
      if (net.error(Loss.SQUARED, SAMPLES, gates) > most) {
        break;
      }
      within++;
    }
    assertThat(path(net, Loss.SQUARED, 5, new Stops(null, null, times, null, null), 1))
        .isEqualTo(all.subList(0, within));
  }

  @ParameterizedTest
  @CsvSource({"90%", "70%", "40%"})
  void parametersAreMetWithinAStep(String amount) {
    long goal = Amount.parse("--params", amount).of(5 * 8 + 8 + 8 * 7 + 7 + 7 * 3 + 3);
    PlainMlp net = net(1);
    List<Integer> all = new Naive(net, Loss.SQUARED, 5, 1).path();
    int enough =
        IntStream.range(0, all.size())
            .filter(n -> parameters(net, all.subList(0, n)) <= goal)
            .findFirst()
            .orElseThrow();
    Stops stops = new Stops(null, null, null, Amount.parse("--params", amount), null);
    assertThat(path(net, Loss.SQUARED, 5, stops, 1)).isEqualTo(all.subList(0, enough));
  }

  private static long parameters(PlainMlp net, List<Integer> gone) {
    long a = 8 - gone.stream().filter(k -> net.layer(k) == 0).count();
    long b = 7 - gone.stream().filter(k -> net.layer(k) == 1).count();
    return 5 * a + a + a * b + b + b * 3 + 3;
  }

  @Test
  void noStepIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> path(net(1), Loss.SQUARED, 0, Stops.NEVER, 1))
        .withMessageContaining("at least 1");
  }
}
