package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.secateur.anatomy.Gates;
import io.secateur.data.Dataset;
import io.secateur.engine.errors.BrierScore;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.KullbackLeibler;
import io.secateur.engine.errors.Mistakes;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.UnusableException;
import io.secateur.model.Weights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data, networks and errors that do not fit each other: one sentence each. */
class ObjectiveErrorsTest {
  private static String refusal(ThrowingCallable use) {
    Throwable thrown = catchThrowable(use);
    assertThat(thrown).isExactlyInstanceOf(UnusableException.class);
    String sentence = Objects.requireNonNull(thrown.getMessage());
    assertThat(sentence).isNotBlank().doesNotContain("\n", "\r");
    return sentence;
  }

  private static String refused(Graph graph, Dataset data, ErrorMeasure measure) {
    try (Network network = Nets.network(graph)) {
      return refusal(() -> new Objective(network, data, measure).close());
    }
  }

  private static Graph net(String end, int outputs) {
    return Nets.mlp("Tanh", end, 4, 5, outputs);
  }

  private static Samples five() {
    return Samples.random(1, 5, 4);
  }

  @Test
  void aLabelOutOfRange() {
    assertThat(refused(net("", 3), five().labelled(new int[] {0, 1, 2, 3, 0}), new SquaredError()))
        .contains("sample 3 is 3", "classes 0 to 2");
    assertThat(refused(net("Sigmoid", 1), five().labelled(3), new CrossEntropy()))
        .contains("sample 2 is 2", "classes 0 to 1");
  }

  @Test
  void targetsOfAnotherWidth() {
    assertThat(refused(net("", 3), five().valued(1, 2), new SquaredError()))
        .contains("2 values a sample", "gives 3");
  }

  @Test
  void nothingToCount() {
    assertThat(refused(net("", 3), five(), new Mistakes())).contains("no targets");
    float[] numbers = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    assertThat(refused(net("", 2), five().valued(2, numbers), new Mistakes()))
        .contains("no classes", "'squared'");
  }

  /** Refused by whatever takes derivatives, whole or sample by sample. */
  @Test
  void mistakesHaveNoSlope() {
    try (Network network = Nets.network(net("Relu", 3));
        Objective objective = new Objective(network, five().labelled(3), new Mistakes())) {
      Gates open = network.anatomy().open();
      BySample each = objective.bySample();
      int[] some = {0};
      List<ThrowingCallable> uses =
          List.of(
              () -> objective.gradient(open),
              () -> objective.derivatives(open),
              () -> each.slopes(open),
              () -> each.gaussNewton(open, some),
              () -> each.expansion(open, some),
              () -> each.hessian(open, some),
              () -> each.hessian(open, 1, 1, some));
      for (ThrowingCallable use : uses) {
        assertThat(refusal(use)).contains("'mistakes'", "brute-force");
      }
      assertThat(objective.evaluate(open).error())
          .isEqualTo(Math.rint(5 * (1 - objective.evaluate(open).accuracy())));
    }
  }

  @Test
  void noTargets() {
    assertThat(refused(net("", 3), five(), new SquaredError())).contains("no targets", "'kl'");
    try (Network network = Nets.network(net("", 3));
        Objective objective = new Objective(network, five(), new KullbackLeibler())) {
      Evaluation evaluation = objective.evaluate(network.anatomy().open());
      assertThat(objective.tellsClasses()).isFalse();
      assertThat(evaluation.hasAccuracy()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Relu", "Tanh"})
  void anErrorThatNeedsProbabilities(String end) {
    for (ErrorMeasure measure :
        List.of(new BrierScore(), new CrossEntropy(), new KullbackLeibler())) {
      assertThat(refused(net(end, 3), five().labelled(3), measure))
          .contains("'" + measure.word() + "'", "probabilities", "'squared'");
    }
  }

  @Test
  void anOperatorThatCannotBeRun() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 2)
            .node("Mystery", "m", List.of("x"))
            .output("m", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    assertThat(refusal(() -> Nets.network(graph))).contains("'m' (Mystery)", "not supported");
  }

  /** Before opset 7 an axis said where the second operand lies; today's rule is another. */
  @Test
  void broadcastingAlongAnAxis() {
    Graph graph =
        new ModelBuilder(6)
            .input("x", ElementType.FLOAT, -1, 2, 2)
            .constant("b", Weights.random(1, 2))
            .node("Add", "y", List.of("x", "b"), "broadcast", 1, "axis", 1)
            .output("y", ElementType.FLOAT, -1, 2, 2)
            .build()
            .graph();
    assertThat(refusal(() -> Nets.network(graph))).contains("'y' (Add)", "opset 7");
  }

  @Test
  void shapesThatDoNotFit() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 2)
            .constant("w", Weights.random(1, 3, 2))
            .node("MatMul", "m", List.of("x", "w"))
            .output("m", ElementType.FLOAT, -1, 2)
            .build()
            .graph();
    assertThat(refusal(() -> Nets.network(graph))).contains("'m' (MatMul)", "cannot be run");
  }

  @ParameterizedTest
  @CsvSource({"1 1000000000000", "1000000000000 1", "1 1073741824 4", "''"})
  void anInputOfImpossibleSize(String dims) {
    long[] sizes =
        dims.isEmpty()
            ? new long[0]
            : java.util.Arrays.stream(dims.split(" ")).mapToLong(Long::parseLong).toArray();
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, sizes)
            .node("Relu", "y", List.of("x"))
            .output("y", ElementType.FLOAT)
            .build()
            .graph();
    assertThat(refusal(() -> Nets.network(graph))).contains("'x'");
  }

  @Test
  void anOutputWithoutARowForEachSample() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 4)
            .constant("two", Weights.random(1, 2, 4))
            .node("Concat", "out", List.of("x", "two"), "axis", 0)
            .output("out", ElementType.FLOAT, -1, 4)
            .build()
            .graph();
    Samples data = five().valued(1, 12);
    try (Network network = Nets.network(graph)) {
      assertThat(
              refusal(
                  () -> {
                    try (Objective objective = new Objective(network, data, new SquaredError())) {
                      objective.evaluate(network.anatomy().open());
                    }
                  }))
          .contains("'out'", "5 samples");
    }
  }

  /** y = log(h · v): no number where the sum is negative. */
  private static Graph logarithm(double... v) {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 1)
        .constant("w", Nets.floats(new long[] {1, 2}, 1, 1))
        .constant("v", Nets.floats(new long[] {2, 1}, v))
        .node("MatMul", "fc", List.of("x", "w"))
        .node("MatMul", "sum", List.of("fc", "v"))
        .node("Log", "out", List.of("sum"))
        .output("out", ElementType.FLOAT, -1, 1)
        .build()
        .graph();
  }

  private static Samples ones(float... values) {
    float[][] rows = new float[values.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {values[i]};
    }
    return new Samples("x", new long[] {1}, rows, io.secateur.data.NoTargets.NONE)
        .valued(1, values.length);
  }

  @Test
  void aNetworkThatGivesNoNumber() {
    Samples data = ones(1, 2, -1, 3);
    try (Network network = Nets.network(logarithm(1, 1));
        Objective objective =
            new Objective(network, data.valued(1, 0, 0, 0, 0), new SquaredError())) {
      assertThat(refusal(() -> objective.evaluate(network.anatomy().open())))
          .contains("no number", "sample 2");
    }
  }

  /** log(3 − 2) is a number; without the first neuron log(−2) is none. */
  @Test
  void aNeuronWithoutWhichThereIsNoNumberCostsEverything() {
    Samples data = ones(1, 2).valued(1, 0, 0);
    try (Network network = Nets.network(logarithm(3, -2));
        Objective objective = new Objective(network, data, new SquaredError())) {
      Gates open = network.anatomy().open();
      double[] without = objective.ablate(open, new int[] {0, 1});
      assertThat(without[0]).isInfinite().isPositive();
      assertThat(without[1]).isFinite();
      assertThat(objective.evaluate(open).error()).isFinite();
    }
  }

  /**
   * A single logit says yes where it is positive, whichever error is measured with its probability.
   */
  @Test
  void theAccuracyOfASingleLogit() {
    Graph graph =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, -1, 1)
            .constant("w", Nets.floats(new long[] {1, 1}, 1))
            .node("MatMul", "out", List.of("x", "w"))
            .output("out", ElementType.FLOAT, -1, 1)
            .build()
            .graph();
    Samples data = ones(0.3f, -0.3f, 0.7f, -2).labelled(new int[] {1, 0, 1, 1});
    Map<ErrorMeasure, Double> expected =
        Map.of(
            new CrossEntropy(), 0.75, // 0.3 is a yes
            new BrierScore(), 0.75,
            new Mistakes(), 0.75,
            new KullbackLeibler(), 0.75,
            new SquaredError(), 0.5); // an output of 0.3 is nearer to 0
    expected.forEach(
        (measure, accuracy) -> {
          try (Network network = Nets.network(graph);
              Objective objective = new Objective(network, data, measure)) {
            assertThat(objective.evaluate(network.anatomy().open()).accuracy())
                .as(measure.word())
                .isEqualTo(accuracy);
          }
        });
  }

  @Test
  void valuesTellClassesWhereTheyAreDistributions() {
    try (Network network = Nets.network(net("Softmax", 2))) {
      Samples data = Samples.random(1, 2, 4);
      assertThat(tells(network, data.valued(2, 1, 0, 0, 1))).isTrue();
      assertThat(tells(network, data.valued(2, 0.25f, 0.75f, 0.5f, 0.5f))).isTrue();
      assertThat(tells(network, data.valued(2, 1, 1, 0, 1))).isFalse();
      assertThat(tells(network, data.valued(2, -1, 2, 0, 1))).isFalse();
    }
  }

  private static boolean tells(Network network, Samples data) {
    try (Objective objective = new Objective(network, data, new CrossEntropy())) {
      return objective.tellsClasses();
    }
  }
}
