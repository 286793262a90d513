package io.secateur.bench.cases;

import io.secateur.data.DataOptions;
import io.secateur.model.Tensor;
import io.secateur.study.data.NpzWriter;
import io.secateur.study.data.Samples;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Descent;
import io.secateur.study.train.Epoch;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Loss;
import io.secateur.study.train.Mlp;
import io.secateur.study.train.MlpTrainer;
import io.secateur.study.train.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A fully connected network, trained here from a seed on MNIST.
 *
 * @param samples gives the images that it is measured on; it is trained on the first of them
 */
record TrainedCase(
    String name,
    Layout layout,
    Loss loss,
    Function<Digits, Samples> samples,
    int removals,
    boolean whole)
    implements Case {
  /** Enough to be clearly trained within seconds. */
  private static final int TRAINING = 10_000;

  private static final double ENOUGH = 0.98;
  private static final int EPOCHS = 40;
  private static final int BATCH = 50;
  private static final double LEARNING_RATE = 0.002;
  private static final long SEED = 1;

  /** As in the paper: sigmoids throughout, squared error. */
  static TrainedCase sigmoids(
      String name, List<Integer> widths, Function<Digits, Samples> samples, int removals) {
    Layout layout = new Layout(widths, Activation.SIGMOID, Activation.SIGMOID);
    return new TrainedCase(name, layout, Loss.SQUARED, samples, removals, false);
  }

  TrainedCase toItsEnd() {
    return new TrainedCase(name, layout, loss, samples, removals, true);
  }

  @Override
  public String title() {
    String hidden = layout.hidden().name().toLowerCase(Locale.ROOT);
    return layout + ", " + hidden + ", " + word() + ", trained on MNIST";
  }

  private String word() {
    return loss == Loss.SQUARED ? "squared" : "cross-entropy";
  }

  @Override
  public Problem make(Sources sources, Path folder, Consumer<String> say) {
    Samples given = samples.apply(new Digits(sources));
    Path model = folder.resolve(name + ".onnx");
    train(given.first(Math.min(TRAINING, given.size())), say).model().write(model);
    Path data = folder.resolve(name + ".npz");
    Map<String, Tensor> arrays = Map.of("x", given.inputs(), "y", given.outputs());
    NpzWriter.write(data, new TreeMap<>(arrays));
    return new Problem(model, DataOptions.of(data.toString()), word());
  }

  private Mlp train(Samples training, Consumer<String> say) {
    Schedule schedule =
        new Schedule(loss, Descent.ADAM, LEARNING_RATE, EPOCHS, BATCH, ENOUGH, SEED);
    Epoch[] last = {new Epoch(0, 0, 0)};
    Mlp trained = new MlpTrainer(layout, schedule).train(training, epoch -> last[0] = epoch);
    say.accept(
        String.format(
            Locale.ROOT,
            "trained %s on %,d images for %d epochs to an accuracy of %.4f on them",
            layout,
            training.size(),
            last[0].number(),
            last[0].accuracy()));
    return trained;
  }
}
