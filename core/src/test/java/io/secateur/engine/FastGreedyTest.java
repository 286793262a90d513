package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.criteria.Criteria;
import io.secateur.criteria.Threshold;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.ErrorChoice;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.OutputKind;
import io.secateur.model.Model;
import io.secateur.search.Order;
import io.secateur.search.Removal;
import io.secateur.search.Search;
import io.secateur.search.Stops;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs, to the last removal: the fast way takes the naive one's path. */
class FastGreedyTest {
  /** Rounding of a total, over which no run of removals adds up anything. */
  private static final double SINGLE = 1e-5;

  @ParameterizedTest
  @CsvSource({
    "1, Identity, cross-entropy, RERANKED",
    "2, Softmax, cross-entropy, RERANKED",
    "3, LogSoftmax, cross-entropy, RERANKED",
    "4, Sigmoid, cross-entropy, RERANKED",
    "5, Sigmoid, squared, RERANKED",
    "6, Identity, squared, RERANKED",
    "7, Softmax, squared, RERANKED",
    "8, Softmax, kl, RERANKED",
    "9, Tanh, squared, RERANKED",
    "10, Softmax, cross-entropy, SINGLE",
    "11, Sigmoid, squared, SINGLE"
  })
  void randomNetworks(long seed, String end, String error, Order order) {
    DenseChain chain =
        new DenseChain(seed, List.of(5, 9, 7, 3), List.of(op(seed), op(seed / 2)), end);
    assertSamePath(chain.model(), chain.samples(129, true), error, order);
  }

  private static String op(long i) {
    return List.of("Relu", "Sigmoid", "Tanh", "LeakyRelu", "Elu").get((int) (i % 5));
  }

  /** Neurons that are the same, and others that say nothing, are ties. */
  @ParameterizedTest
  @CsvSource({
    "1, SIGMOID, SIGMOID, squared, RERANKED",
    "2, SIGMOID, LINEAR, cross-entropy, SINGLE",
    "3, TANH, SIGMOID, cross-entropy, RERANKED",
    "4, RELU, LINEAR, cross-entropy, RERANKED",
    "5, RELU, SIGMOID, squared, SINGLE",
    "6, RELU, LINEAR, squared, RERANKED",
    "7, RELU, LINEAR, kl, RERANKED"
  })
  void twinsAndTheDead(long seed, Unit hidden, Unit last, String error, Order order) {
    PlainMlp net = PlainMlp.random(seed, hidden, last, 5, 9, 7, 3);
    net.twin(0, 6, 2).twin(0, 6, 8).twin(1, 1, 5);
    if (hidden == Unit.RELU) {
      net.dead(0, 4).dead(0, 1).dead(1, 3).dead(1, 6);
    }
    assertSamePath(net.model(), Samples.random(seed, 260, 3, 5), error, order);
  }

  private static void assertSamePath(Model model, Dataset data, String error, Order order) {
    ErrorMeasure measure = ErrorChoice.of(error, OutputKind.LINEAR, data.targets()).measure();
    try (Oracles oracles = Oracles.of(model, data, measure)) {
      List<Removal> expected = run(oracles.naive(), order);
      List<Removal> found = run(oracles.fast(), order);
      assertThat(expected).hasSize(oracles.open().size());
      assertThat(found)
          .extracting(r -> r.neuron().id())
          .containsExactlyElementsOf(expected.stream().map(r -> r.neuron().id()).toList());
      double start = oracles.naive().evaluate(oracles.open()).error();
      for (int i = 0; i < expected.size(); i++) {
        // a divergence that is 0 goes with the square of what outputs are off by
        double least = error.equals("kl") ? data.size() * SINGLE * SINGLE : 0;
        double scale = Math.max(least, SINGLE * Math.max(start, expected.get(i).error()));
        assertThat(found.get(i).error()).isCloseTo(expected.get(i).error(), within(scale));
        assertThat(found.get(i).predicted()).isCloseTo(expected.get(i).predicted(), within(scale));
        assertThat(found.get(i).accuracy()).isEqualTo(expected.get(i).accuracy());
      }
    }
  }

  private static List<Removal> run(Objective objective, Order order) {
    var bruteForce = Criteria.of("brute-force", new Criteria.Options(Threshold.NONE, 1));
    return new Search(objective, objective, bruteForce, order, Stops.NEVER, 0)
        .run((removal, progress) -> {})
        .removals();
  }
}
