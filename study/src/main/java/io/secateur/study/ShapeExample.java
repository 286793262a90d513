package io.secateur.study;

import io.secateur.data.DataOptions;
import io.secateur.data.Dataset;
import io.secateur.data.Datasets;
import io.secateur.engine.Evaluation;
import io.secateur.engine.Network;
import io.secateur.engine.Objective;
import io.secateur.engine.errors.SquaredError;
import io.secateur.model.Graph;
import io.secateur.model.Model;
import io.secateur.model.Tensor;
import io.secateur.model.UnusableException;
import io.secateur.study.data.NpzWriter;
import io.secateur.study.data.Samples;
import io.secateur.study.shapes.Diamond;
import io.secateur.study.shapes.Points;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Descent;
import io.secateur.study.train.Epoch;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Loss;
import io.secateur.study.train.MlpTrainer;
import io.secateur.study.train.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The paper's toy: 2-50-50-2 with sigmoids throughout and squared error on one-hot targets, trained
 * to tell points inside a diamond from points outside. The paper starts from an accuracy of 0.992.
 *
 * @param training points to train on
 * @param filed points in each of the two data files; in the first they are among the training's
 * @param epochs passes over the training points at most
 */
record ShapeExample(int training, int filed, int epochs) {
  static final Diamond SHAPE = new Diamond(0.8);

  private static final Layout LAYOUT =
      new Layout(List.of(2, 50, 50, 2), Activation.SIGMOID, Activation.SIGMOID);
  private static final double LEARNING_RATE = 0.01;
  private static final int BATCH = 100;
  private static final double ENOUGH = 0.995;
  private static final int EPOCHS_A_LINE = 10;

  /** The one in the repository. */
  static ShapeExample full() {
    return new ShapeExample(10_000, 2_000, 200);
  }

  void write(Path folder, long seed, Consumer<String> say) {
    make(folder); // first, so that training is not in vain
    SplittableRandom seeds = new SplittableRandom(seed);
    Random random = new Random(seeds.nextLong());
    Samples known = Points.uniform(SHAPE, training, random);
    Samples held = Points.uniform(SHAPE, filed, random);
    Schedule schedule =
        new Schedule(
            Loss.SQUARED, Descent.ADAM, LEARNING_RATE, epochs, BATCH, ENOUGH, seeds.nextLong());
    say.accept("training " + LAYOUT + " on " + training + " points of " + SHAPE);
    Model model = new MlpTrainer(LAYOUT, schedule).train(known, progress(say)).model();
    Path network = folder.resolve("shape.onnx");
    model.write(network);
    report(network, write(folder.resolve("shape.npz"), known.first(filed)), say);
    report(network, write(folder.resolve("shape-test.npz"), held), say);
  }

  private Consumer<Epoch> progress(Consumer<String> say) {
    return epoch -> {
      boolean last = epoch.accuracy() >= ENOUGH || epoch.number() == epochs;
      if (last || epoch.number() % EPOCHS_A_LINE == 0) {
        say.accept(
            String.format(
                Locale.ROOT,
                "epoch %d: mean error %.5f, accuracy %.4f",
                epoch.number(),
                epoch.loss(),
                epoch.accuracy()));
      }
    };
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UnusableException("cannot make the folder '" + folder + "': " + e, e);
    }
  }

  private static Path write(Path file, Samples samples) {
    Map<String, Tensor> arrays = Map.of("x", samples.inputs(), "y", samples.outputs());
    NpzWriter.write(file, new TreeMap<>(arrays));
    return file;
  }

  /** What the files are worth, as everybody else will read them. */
  private static void report(Path model, Path data, Consumer<String> say) {
    Graph graph = Model.read(model).graph();
    Dataset samples = Datasets.open(DataOptions.of(data.toString()), graph.inputs());
    try (Network network = Network.of(graph, Map.of());
        Objective objective = new Objective(network, samples, new SquaredError())) {
      Evaluation evaluation = objective.evaluate(network.anatomy().open());
      say.accept(
          String.format(
              Locale.ROOT,
              "%s on %s: mean error %.5f, accuracy %.4f",
              model,
              data,
              evaluation.meanError(),
              evaluation.accuracy()));
    }
  }
}
