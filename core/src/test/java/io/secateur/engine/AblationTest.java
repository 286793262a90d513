package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.BrierScore;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.Mistakes;
import io.secateur.engine.errors.OutputKind;
import io.secateur.engine.errors.Prediction;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Weights;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** E(α), and E without each neuron: the same number whichever way it is asked for. */
class AblationTest {
  private static final List<ErrorMeasure> MEASURES =
      List.of(
          new SquaredError(),
          new BrierScore(),
          new CrossEntropy(),
          new KullbackLeibler(),
          new Mistakes());

  /** (1, 6, 6) -> conv 3 -> pool -> conv 4 -> residual -> Gemm 5 -> Gemm 3. */
  private static Graph convolutional() {
    long[] one = {1, 1, 1, 1};
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1, 6, 6)
        .constant("k1", Weights.random(1, 3, 1, 3, 3))
        .constant("k2", Weights.random(2, 4, 3, 3, 3))
        .constant("k3", Weights.random(3, 4, 4, 3, 3))
        .constant("w", Weights.random(4, 36, 5))
        .constant("v", Weights.random(5, 5, 3))
        .node("Conv", "c1", List.of("x", "k1"), "pads", one)
        .node("Relu", "r1", List.of("c1"))
        .node(
            "MaxPool",
            "p",
            List.of("r1"),
            "kernel_shape",
            new long[] {2, 2},
            "strides",
            new long[] {2, 2})
        .node("Conv", "c2", List.of("p", "k2"), "pads", one)
        .node("Relu", "r2", List.of("c2"))
        .node("Conv", "c3", List.of("r2", "k3"), "pads", one)
        .node("Add", "sum", List.of("r2", "c3"))
        .node("Flatten", "flat", List.of("sum"))
        .node("Gemm", "fc", List.of("flat", "w"))
        .node("Sigmoid", "s", List.of("fc"))
        .node("Gemm", "out", List.of("s", "v"))
        .output("out", ElementType.FLOAT, -1, 3)
        .build()
        .graph();
  }

  static Stream<Arguments> everyErrorOfEveryEnd() {
    return Stream.of("", "Softmax", "Sigmoid", "LogSoftmax")
        .flatMap(end -> MEASURES.stream().map(m -> Arguments.of(end, m)));
  }

  private static void sameAsEvaluating(Graph graph, Samples samples, ErrorMeasure measure) {
    try (Network network = Nets.network(graph);
        Objective naive =
            new Objective(
                network, samples, measure, Measuring.DEFAULT.with(Measuring.Oracle.NAIVE));
        Objective fast = new Objective(network, samples, measure)) {
      Gates open = network.anatomy().open();
      for (Gates gates : List.of(open, open.close(1), open.close(1).with(2, 0.5))) {
        int[] all = IntStream.range(0, gates.size()).toArray(); // those that are closed as well
        double[] without = naive.ablate(gates, all);
        for (int k : all) {
          assertThat(without[k]).isEqualTo(naive.evaluate(gates.close(k)).error());
        }
        // in single precision, a convolution without a channel by taking that channel's part away
        assertThat(fast.ablate(gates, all)).containsExactly(without, offset(1e-5 * without[0]));
        assertThat(fast.evaluate(gates).error())
            .isEqualTo(naive.evaluate(gates).error(), offset(1e-6 * without[0]));
        double[] two = fast.ablate(gates, new int[] {3, 1});
        assertThat(two).containsExactly(fast.ablate(gates, all)[3], fast.ablate(gates, all)[1]);
      }
      assertThat(fast.ablate(open, new int[0])).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("everyErrorOfEveryEnd")
  void ablationIsEvaluationWithTheGateClosed(String end, ErrorMeasure measure) {
    Samples samples = Samples.random(1, 50, 7).labelled(3);
    sameAsEvaluating(Nets.mlp("Relu", end, 7, 6, 5, 3), samples, measure);
  }

  @Test
  void ablationOfChannels() {
    Samples samples = Samples.random(1, 20, 1, 6, 6).labelled(3);
    for (ErrorMeasure measure : MEASURES) {
      sameAsEvaluating(convolutional(), samples, measure);
    }
  }

  /** E and accuracy of the whole network from its outputs, each error by its own formula. */
  @ParameterizedTest
  @MethodSource("everyErrorOfEveryEnd")
  void theErrorIsWhatItsFormulaSays(String end, ErrorMeasure measure) {
    Samples samples = Samples.random(1, 30, 4).labelled(3);
    Graph graph = Nets.mlp("Tanh", end, 4, 5, 3);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, measure)) {
      double[][] outputs = Nets.outputs(network, samples);
      double expected = 0;
      int right = 0;
      for (int b = 0; b < outputs.length; b++) {
        int best = 0;
        double[] p = end.isEmpty() ? Naive.softmax(outputs[b]) : outputs[b];
        for (int k = 0; k < 3; k++) {
          double t = samples.target(b, k, 3);
          double log = end.equals("LogSoftmax") ? p[k] : Math.log(p[k]);
          if (measure instanceof SquaredError) {
            expected += (outputs[b][k] - t) * (outputs[b][k] - t) / 2;
          } else if (measure instanceof BrierScore) {
            expected += Math.pow(Math.exp(log) - t, 2) / 2;
          } else if (measure instanceof CrossEntropy) {
            expected -= t * log + (end.equals("Sigmoid") ? (1 - t) * Math.log1p(-p[k]) : 0);
          }
          best = outputs[b][k] > outputs[b][best] ? k : best;
        }
        right += best == b % 3 ? 1 : 0;
        expected += measure instanceof Mistakes && best != b % 3 ? 1 : 0;
      }
      Evaluation whole = objective.evaluate(network.anatomy().open());
      // the outputs are in single precision, their logarithms here are taken after rounding
      assertThat(whole.error()).isEqualTo(expected, offset(1e-4));
      assertThat(whole.accuracy()).isEqualTo(right / 30.0);
      assertThat(whole.meanError()).isEqualTo(whole.error() / 30);
    }
  }

  /** As the kernels count them: of equal scores the first. */
  @Test
  void mistakesOfEqualScores() {
    Scopes.run(
        () -> {
          Tensor same = torch.zeros(new long[] {3, 3}, Bridge.doubles());
          Tensor each = torch.eye(3, Bridge.doubles());
          Prediction prediction = Prediction.of(same, same, OutputKind.LINEAR);
          assertThat(Bridge.doubles(new Mistakes().perSample(prediction, each)))
              .containsExactly(0, 1, 1);
        });
  }

  /** Σ p log(p / q) between the whole network and the one without a neuron. */
  @ParameterizedTest
  @MethodSource("everyErrorOfEveryEnd")
  void theDivergenceIsFromTheWholeNetwork(String end, ErrorMeasure measure) {
    if (!(measure instanceof KullbackLeibler) || end.equals("LogSoftmax")) {
      return;
    }
    Samples samples = Samples.random(1, 30, 4);
    Graph graph = Nets.mlp("Tanh", end, 4, 5, 3);
    try (Network network = Nets.network(graph);
        Objective objective = new Objective(network, samples, measure)) {
      double[] w = Nets.weights(graph, "fc2.w");
      double[] b = Nets.weights(graph, "fc2.b");
      double expected = 0;
      for (float[] row : samples.rows()) {
        double[] h =
            Naive.each(
                Naive.dense(
                    Naive.doubles(row), Nets.weights(graph, "fc1.w"), Nets.weights(graph, "fc1.b")),
                Math::tanh);
        double[] whole = Naive.dense(h, w, b);
        h[2] = 0;
        double[] without = Naive.dense(h, w, b);
        boolean each = end.equals("Sigmoid");
        double[] p = each ? Naive.each(whole, Naive::sigmoid) : Naive.softmax(whole);
        double[] q = each ? Naive.each(without, Naive::sigmoid) : Naive.softmax(without);
        for (int k = 0; k < 3; k++) {
          expected += p[k] * Math.log(p[k] / q[k]);
          expected += each ? (1 - p[k]) * Math.log((1 - p[k]) / (1 - q[k])) : 0;
        }
      }
      Gates open = network.anatomy().open();
      // single precision in the logits
      assertThat(objective.evaluate(open.close(2)).error()).isEqualTo(expected, offset(1e-5));
      assertThat(objective.evaluate(open).error()).isEqualTo(0, offset(1e-9));
    }
  }

  /** A kernel may add up in another order for another number of samples, in single precision. */
  @Test
  void theErrorIsTheSumOverItsParts() {
    Samples samples = Samples.random(1, 100, 17).labelled(3);
    try (Network network = Nets.network(Nets.mlp("Relu", "", 17, 16, 3))) {
      Gates gates = network.anatomy().open().close(3);
      double whole = error(network, samples, gates);
      for (int size : new int[] {1, 7, 32, 99}) {
        double parts = 0;
        for (int from = 0; from < 100; from += size) {
          parts += error(network, samples.slice(from, Math.min(100, from + size)), gates);
        }
        assertThat(parts).isEqualTo(whole, offset(1e-6 * whole));
      }
    }
  }

  /** 1,500 copies of 1,000 elements are 6 MB a sample: chunks of 44, too much to keep them all. */
  @Test
  void aNetworkTooLargeForOneChunk() {
    ModelBuilder model = new ModelBuilder(13).input("x", ElementType.FLOAT, -1, 1000);
    for (int i = 0; i < 1500; i++) {
      model.node("Identity", "i" + i, List.of(i == 0 ? "x" : "i" + (i - 1)));
    }
    Graph graph =
        model
            .constant("w", Weights.random(1, 1000, 3))
            .constant("v", Weights.random(2, 3, 2))
            .node("MatMul", "fc", List.of("i1499", "w"))
            .node("MatMul", "out", List.of("fc", "v"))
            .output("out", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    Samples samples = Samples.random(1, 400, 1000).labelled(2);
    try (Network network = Nets.network(graph);
        Objective whole = new Objective(network, samples, new SquaredError())) {
      Gates gates = network.anatomy().open().close(1);
      double parts = 0;
      for (int from = 0; from < 400; from += 40) {
        parts += error(network, samples.slice(from, from + 40), gates);
      }
      // sums of 1,000 numbers in single precision, in whichever order
      assertThat(whole.evaluate(gates).error()).isEqualTo(parts, offset(1e-5 * parts));
      assertThat(whole.evaluate(gates)).isEqualTo(whole.evaluate(gates));
      double[] without = whole.ablate(gates, new int[] {1});
      assertThat(without).containsExactly(new double[] {parts}, offset(1e-5 * parts));
    }
  }

  private static double error(Network network, Dataset samples, Gates gates) {
    try (Objective objective = new Objective(network, samples, new SquaredError())) {
      return objective.evaluate(gates).error();
    }
  }

  /** Twice the same, and with one thread or two: each output is made by one thread alone. */
  @Test
  void theNumbersDoNotDependOnThreadsOrTheRun() {
    Samples samples = Samples.random(1, 64, 1, 6, 6).labelled(3);
    double[] first = null;
    int threads = torch.get_num_threads();
    try {
      for (int run = 0; run < 4; run++) {
        torch.set_num_threads(1 + run % 2);
        try (Network network = Nets.network(convolutional());
            Objective objective = new Objective(network, samples, new CrossEntropy())) {
          Gates gates = network.anatomy().open().close(0);
          double[] all = objective.ablate(gates, gates.alive());
          all[0] = objective.evaluate(gates).error();
          if (first == null) {
            first = all;
          }
          for (int i = 0; i < all.length; i++) {
            double before = Objects.requireNonNull(first)[i];
            assertThat(all[i]).isEqualTo(before, offset(1e-12 * before));
          }
        }
      }
    } finally {
      torch.set_num_threads(threads);
    }
  }

  /** The gates are factors, as in the error surface of a neuron: α = 10 is ten times its output. */
  @Test
  void gatesMayHaveAnyValue() {
    Graph graph = Nets.mlp("Tanh", "", 3, 4, 2);
    Samples samples = Samples.random(1, 10, 3).valued(2, 2);
    double[] w = Nets.weights(graph, "fc2.w");
    double[] b = Nets.weights(graph, "fc2.b");
    double expected = 0;
    for (int n = 0; n < 10; n++) {
      double[] h =
          Naive.each(
              Naive.dense(
                  Naive.doubles(samples.rows()[n]),
                  Nets.weights(graph, "fc1.w"),
                  Nets.weights(graph, "fc1.b")),
              Math::tanh);
      h[1] *= 10;
      h[3] *= -0.5;
      double[] o = Naive.dense(h, w, b);
      expected += Naive.squared(o, new double[] {samples.target(n, 0, 2), samples.target(n, 1, 2)});
    }
    try (Network network = Nets.network(graph)) {
      Gates gates = network.anatomy().open().with(1, 10).with(3, -0.5);
      assertThat(error(network, samples, gates)).isEqualTo(expected, offset(1e-5 * expected));
    }
  }
}
