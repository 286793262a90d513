package io.secateur.study.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.data.DataOptions;
import io.secateur.data.Datasets;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.CrossEntropy;
import io.secateur.engine.errors.ErrorMeasure;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Graph;
import io.secateur.model.Tensor;
import io.secateur.study.data.NpzWriter;
import io.secateur.study.data.Samples;
import io.secateur.study.shapes.Diamond;
import io.secateur.study.shapes.Points;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlpTrainerTest {
  private static final Samples POINTS = Points.uniform(new Diamond(0.8), 500, new Random(1));
  private static final Layout SIGMOIDS = layout(Activation.SIGMOID, Activation.SIGMOID);

  @TempDir private Path folder;

  private static Layout layout(Activation hidden, Activation output) {
    return new Layout(List.of(2, 8, 6, 2), hidden, output);
  }

  private static Schedule schedule(Loss loss, Descent descent, double rate, int epochs) {
    return new Schedule(loss, descent, rate, epochs, 64, 2, 5);
  }

  /** Core's engine, on the model and the data as written, sees what the trainer saw. */
  @ParameterizedTest
  @CsvSource({
    "SIGMOID, SIGMOID, SQUARED, ADAM",
    "TANH, NONE, SQUARED, SGD",
    "SIGMOID, SIGMOID, CROSS_ENTROPY, ADAM",
    "RELU, SOFTMAX, CROSS_ENTROPY, SGD",
    "GELU, NONE, CROSS_ENTROPY, ADAM",
  })
  void theModelDoesWhatTheTrainerSaw(
      Activation hidden, Activation output, Loss loss, Descent descent) {
    List<Epoch> epochs = new ArrayList<>();
    Mlp mlp =
        new MlpTrainer(layout(hidden, output), schedule(loss, descent, 0.05, 5))
            .train(POINTS, epochs::add);
    Epoch last = epochs.get(4);
    assertThat(last.loss()).isLessThan(epochs.get(0).loss());

    Path data = folder.resolve("points.npz");
    Map<String, Tensor> arrays = Map.of("x", POINTS.inputs(), "y", POINTS.outputs());
    NpzWriter.write(data, new TreeMap<>(arrays));
    mlp.model().write(folder.resolve("model.onnx"));
    Graph graph = io.secateur.model.Model.read(folder.resolve("model.onnx")).graph();
    ErrorMeasure measure = loss == Loss.SQUARED ? new SquaredError() : new CrossEntropy();
    try (Network network = Network.of(graph, Map.of());
        Objective objective =
            new Objective(
                network, Datasets.open(DataOptions.of(data.toString()), graph.inputs()), measure)) {
      Evaluation seen = objective.evaluate(network.anatomy().open());
      assertThat(seen.meanError()).isCloseTo(last.loss(), within(1e-6));
      assertThat(seen.accuracy()).isEqualTo(last.accuracy());
      assertThat(network.anatomy().neurons()).hasSize(14);
    }
  }

  /** The formula by hand, in double precision: o = σ(W σ(W σ(W x + b) + b) + b). */
  @Test
  void outputsAreTheFormulas() {
    Mlp mlp =
        new MlpTrainer(SIGMOIDS, schedule(Loss.SQUARED, Descent.ADAM, 0.05, 3))
            .train(POINTS, e -> {});
    float[] outputs = mlp.outputs(POINTS);
    assertThat(outputs).hasSize(2 * POINTS.size());
    for (int i = 0; i < 20; i++) {
      double[] value = {POINTS.x()[2 * i], POINTS.x()[2 * i + 1]};
      for (Dense layer : mlp.layers()) {
        value = sigmoids(layer, value);
      }
      assertThat((double) outputs[2 * i]).isCloseTo(value[0], within(1e-6));
      assertThat((double) outputs[2 * i + 1]).isCloseTo(value[1], within(1e-6));
    }
  }

  private static double[] sigmoids(Dense layer, double[] in) {
    double[] out = new double[(int) layer.bias().size()];
    for (int j = 0; j < out.length; j++) {
      double z = layer.bias().at(j);
      for (int i = 0; i < in.length; i++) {
        z += layer.weight().at(j * in.length + i) * in[i];
      }
      out[j] = 1 / (1 + Math.exp(-z));
    }
    return out;
  }

  @Test
  void aSeedGivesTheSameWeightsOnAnyNumberOfThreads() {
    Schedule schedule = schedule(Loss.SQUARED, Descent.ADAM, 0.05, 2);
    byte[] first = new MlpTrainer(SIGMOIDS, schedule).train(POINTS, e -> {}).model().bytes();
    int threads = torch.get_num_threads();
    try {
      torch.set_num_threads(threads == 1 ? 2 : 1);
      byte[] again = new MlpTrainer(SIGMOIDS, schedule).train(POINTS, e -> {}).model().bytes();
      assertThat(again).isEqualTo(first);
      assertThat(torch.get_num_threads()).isEqualTo(threads == 1 ? 2 : 1);
    } finally {
      torch.set_num_threads(threads);
    }
  }

  @Test
  void trainingEndsWhenTheNetworkIsGoodEnough() {
    List<Epoch> epochs = new ArrayList<>();
    Schedule schedule = new Schedule(Loss.SQUARED, Descent.ADAM, 0.01, 50, 64, 0.5, 5);
    new MlpTrainer(SIGMOIDS, schedule).train(POINTS, epochs::add);
    assertThat(epochs).hasSizeLessThan(50);
    assertThat(epochs.get(epochs.size() - 1).accuracy()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void weightsThatRunAwayAreNotWritten() {
    Layout layout = layout(Activation.RELU, Activation.NONE);
    Schedule schedule = schedule(Loss.SQUARED, Descent.SGD, 1e20, 5);
    assertThatThrownBy(() -> new MlpTrainer(layout, schedule).train(POINTS, e -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("smaller learning rate");
  }

  @Test
  void samplesMustFitTheNetwork() {
    Samples three = new Samples(new float[] {1, 2, 3}, 3, new int[] {0});
    Schedule schedule = schedule(Loss.SQUARED, Descent.SGD, 1, 1);
    assertThatThrownBy(() -> new MlpTrainer(SIGMOIDS, schedule).train(three, e -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2-8-6-2");
  }

  /** A line, which one linear layer says exactly. */
  @Test
  void numbersAreLearnt() {
    float[] x = {-1, 0, 1, 2};
    float[] t = {-1, 1, 3, 5};
    Samples line = Samples.ofValues(x, 1, t, 1);
    Layout layout = new Layout(List.of(1, 1), Activation.SIGMOID, Activation.NONE);
    Schedule schedule = new Schedule(Loss.SQUARED, Descent.LBFGS, 1, 10, 4, 1 - 1e-9, 3);
    List<Epoch> epochs = new ArrayList<>();
    float[] said = new MlpTrainer(layout, schedule).train(line, epochs::add).outputs(line);
    assertThat(said).containsExactly(t, within(1e-4f));
    assertThat(epochs.get(epochs.size() - 1).accuracy()).isGreaterThan(1 - 1e-8);
  }

  /** Σ over two outputs with numbers cannot be trained by a network with three. */
  @Test
  void numbersMustBeAsManyAsOutputs() {
    Samples two = Samples.ofValues(new float[] {1, 2}, 2, new float[] {1, 2}, 2);
    Layout three = new Layout(List.of(2, 4, 3), Activation.SIGMOID, Activation.NONE);
    Schedule schedule = schedule(Loss.SQUARED, Descent.SGD, 1, 1);
    assertThatThrownBy(() -> new MlpTrainer(three, schedule).train(two, e -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 numbers to say");
  }

  @Test
  void aSoftmaxOverTwoIsTwoSigmoids() {
    Layout layout = new Layout(List.of(2, 8, 2), Activation.SIGMOID, Activation.SOFTMAX);
    Mlp mlp =
        new MlpTrainer(layout, schedule(Loss.SQUARED, Descent.ADAM, 0.05, 3))
            .train(POINTS, e -> {});
    assertThat(mlp.withSigmoids().outputs(POINTS))
        .containsExactly(mlp.outputs(POINTS), within(1e-6f));
    assertThatThrownBy(() -> mlp.withSigmoids().withSigmoids())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileIsReadAndTrainedOn() {
    Schedule schedule = schedule(Loss.SQUARED, Descent.ADAM, 0.05, 2);
    Mlp mlp = new MlpTrainer(SIGMOIDS, schedule).train(POINTS, e -> {});
    Path file = folder.resolve("model.onnx");
    mlp.model().write(file);
    Mlp read = Mlp.read(file, Activation.SIGMOID, Activation.SIGMOID);
    assertThat(read.layout()).isEqualTo(SIGMOIDS);
    assertThat(read.outputs(POINTS)).isEqualTo(mlp.outputs(POINTS));
    List<Epoch> epochs = new ArrayList<>();
    new MlpTrainer(SIGMOIDS, schedule).train(read, POINTS, epochs::add);
    List<Epoch> anew = new ArrayList<>();
    new MlpTrainer(SIGMOIDS, schedule).train(POINTS, anew::add);
    assertThat(epochs.get(1).loss()).isLessThan(anew.get(1).loss());
  }
}
