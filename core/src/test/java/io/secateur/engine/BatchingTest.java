package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.secateur.Fixtures;
import io.secateur.anatomy.Gates;
import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose files say how many samples they take at once. */
class BatchingTest {
  /** 4 -> 5 -> 3 for this batch; a shape with the batch in it, as exporters write it. */
  private static Graph perceptron(long batch, long... shape) {
    ModelBuilder model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, batch, 2, 2)
            .constant("shape", Nets.longs(shape))
            .constant("w", Weights.random(1, 4, 5))
            .constant("v", Weights.random(2, 5, 3));
    return model
        .node("Reshape", "flat", List.of("x", "shape"))
        .node("MatMul", "fc", List.of("flat", "w"))
        .node("Tanh", "t", List.of("fc"))
        .node("MatMul", "out", List.of("t", "v"))
        .output("out", ElementType.FLOAT, batch, 3)
        .build()
        .graph();
  }

  private static Samples samples() {
    return Samples.random(1, 10, 2, 2).labelled(3);
  }

  /** E of the same weights with a free batch. */
  private static double expected(Gates gates) {
    try (Network network = Nets.network(perceptron(-1, -1, 4));
        Objective objective = new Objective(network, samples(), new CrossEntropy())) {
      return objective.evaluate(gates).error();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 4, 0",
    "1, 1 -1, 0",
    "1, -1 4, 0",
    "1, 0 4, 0",
    "4, 4 4, 4",
    "4, 4 -1, 4",
    "4, -1 4, 0",
    "3, 3 4, 3"
  })
  void aFixedBatchIsLeftWhereverThatGivesTheSame(long batch, String shape, int fixed) {
    long[] sizes = java.util.Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray();
    try (Network network = Nets.network(perceptron(batch, sizes));
        Objective objective = new Objective(network, samples(), new CrossEntropy())) {
      assertThat(Batching.fixedSize(network, samples())).isEqualTo(fixed);
      Gates gates = network.anatomy().open().close(2);
      double error = expected(gates);
      // in single precision, in whichever order
      assertThat(objective.evaluate(gates).error()).isEqualTo(error, offset(1e-5));
      assertThat(objective.ablate(network.anatomy().open(), new int[] {2})[0])
          .isEqualTo(error, offset(1e-5));
      assertThat(objective.evaluate(gates).samples()).isEqualTo(10);
    }
  }

  /** Samples that only fill up the last batch must not count in derivatives either. */
  @Test
  void derivativesOfAFixedBatchCountEachSampleOnce() {
    try (Network fixed = Nets.network(perceptron(4, 4, 4));
        Network free = Nets.network(perceptron(-1, -1, 4));
        Objective one = new Objective(fixed, samples(), new CrossEntropy());
        Objective other = new Objective(free, samples(), new CrossEntropy())) {
      Gates gates = fixed.anatomy().open().close(1);
      Derivatives expected = other.derivatives(gates);
      assertThat(one.gradient(gates)).containsExactly(expected.first(), offset(1e-5));
      assertThat(one.derivatives(gates).first()).containsExactly(expected.first(), offset(1e-5));
      assertThat(one.derivatives(gates).second()).containsExactly(expected.second(), offset(1e-5));
    }
  }

  @Test
  void fewerSamplesThanTheBatch() {
    try (Network network = Nets.network(perceptron(4, 4, 4));
        Objective objective = new Objective(network, samples().slice(0, 3), new CrossEntropy())) {
      assertThat(objective.evaluate(network.anatomy().open()).samples()).isEqualTo(3);
      assertThat(objective.evaluate(network.anatomy().open()).error()).isPositive();
    }
  }

  /** W x over the batch axis: a constant (2, 1) that fits one sample and no other number. */
  @Test
  void aProductOverTheBatchInsistsOnOne() {
    ModelBuilder model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, 1, 4)
            .constant("left", Weights.random(1, 1, 1))
            .constant("w", Weights.random(2, 4, 5))
            .constant("v", Weights.random(3, 5, 3))
            .node("MatMul", "scaled", List.of("left", "x"))
            .node("MatMul", "fc", List.of("scaled", "w"))
            .node("MatMul", "out", List.of("fc", "v"))
            .output("out", ElementType.FLOAT, 1, 3);
    insists(model.build().graph(), 1);
  }

  /** Gathering sample 0 gives something for any batch, but not what each sample gives alone. */
  @ParameterizedTest
  @ValueSource(floats = {1, 1e-6f})
  void aFirstSampleThatIsPickedInsistsOnOne(float scale) {
    ModelBuilder model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, 1, 4)
            .constant("zero", Nets.longs(0))
            .constant("scale", Nets.floats(new long[] {1}, scale))
            .constant("w", Weights.random(2, 4, 5))
            .constant("v", Weights.random(3, 5, 3))
            .node("Gather", "first", List.of("x", "zero"))
            .node("Sub", "difference", List.of("first", "x"))
            .node("Add", "moved", List.of("difference", "first"))
            .node("Add", "sum", List.of("moved", "first"))
            .node("MatMul", "fc", List.of("sum", "w"))
            .node("MatMul", "o", List.of("fc", "v"))
            .node("Mul", "out", List.of("o", "scale"))
            .output("out", ElementType.FLOAT, 1, 3);
    insists(model.build().graph(), 1);
  }

  /** The output's numbers are not a multiple of one sample's when there are more. */
  @Test
  void anOutputWithoutARowForEachSampleInsistsOnOne() {
    ModelBuilder model =
        new ModelBuilder(13)
            .input("x", ElementType.FLOAT, 1, 4)
            .constant("column", Nets.longs(-1, 1))
            .constant("two", Weights.random(1, 2, 1))
            .constant("w", Weights.random(2, 4, 5))
            .constant("v", Weights.random(3, 5, 3))
            .node("MatMul", "fc", List.of("x", "w"))
            .node("MatMul", "o", List.of("fc", "v"))
            .node("Reshape", "stood", List.of("o", "column"))
            .node("Concat", "out", List.of("stood", "two"), "axis", 0)
            .output("out", ElementType.FLOAT, 5, 1);
    insists(model.build().graph(), 1);
  }

  private static void insists(Graph graph, int expected) {
    Samples samples = Samples.random(1, 7, 4);
    try (Network network = Nets.network(graph)) {
      Samples targeted = samples.valued(2, network.outputSize());
      assertThat(Batching.fixedSize(network, targeted)).isEqualTo(expected);
      double alone = 0;
      for (int i = 0; i < 7; i++) {
        alone += error(network, targeted.slice(i, i + 1));
      }
      assertThat(error(network, targeted)).isEqualTo(alone, offset(1e-9 * alone));
    }
  }

  private static double error(Network network, Dataset data) {
    try (Objective objective = new Objective(network, data, new SquaredError())) {
      return objective.evaluate(network.anatomy().open()).error();
    }
  }

  /** Files of others for one sample: at once, and each by itself. */
  @ParameterizedTest
  @CsvSource({"mnist-net_256x2, 0.00392156862745098", "winml_mnist, 1"})
  void publishedModelsForOneSampleTakeManyAtOnce(String name, double scale) {
    Model model = Model.read(Fixtures.model(name + ".onnx"));
    DataOptions options =
        new DataOptions(
            Fixtures.data("mnist/t10k-images-idx3-ubyte.gz")
                + ","
                + Fixtures.data("mnist/t10k-labels-idx1-ubyte.gz"),
            0,
            30,
            scale,
            List.of(),
            List.of());
    try (Network network = Nets.network(model.graph())) {
      Dataset data = Datasets.open(options, model.graph().inputs());
      assertThat(Batching.fixedSize(network, data)).isZero();
      double alone = 0;
      for (int i = 0; i < 30; i++) {
        alone += error(network, data.slice(i, i + 1));
      }
      // single precision; raw pixels give outputs of some thousands, whose rounding is squared
      assertThat(error(network, data)).isEqualTo(alone, offset(1e-4 * alone));
    }
  }
}
