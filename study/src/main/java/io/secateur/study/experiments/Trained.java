package io.secateur.study.experiments;

import io.secateur.compare.Sweep;
import io.secateur.data.DataOptions;
import io.secateur.model.Tensor;
import io.secateur.report.Json;
import io.secateur.study.data.NpzWriter;
import io.secateur.study.data.Samples;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Epoch;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Loss;
import io.secateur.study.train.Mlp;
import io.secateur.study.train.MlpTrainer;
import io.secateur.study.train.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Networks that are trained here, one for each seed, until they start where the paper's did.
 *
 * @param layout what they look like
 * @param schedule how they are trained; its seed does not count
 * @param start the accuracy that training has to reach; where it does not, it is tried again from
 *     other weights
 * @param samples what they are trained on, and what their neurons are ranked on; not of the seed
 */
record Trained(Layout layout, Schedule schedule, double start, Function<Lab, Samples> samples)
    implements Origin {
  private static final int TRIES = 3;
  private static final int PAIRED = 120;

  /** Epochs of the small size. */
  private static final int FEW = 2;

  /** Seeds of one try are this far from those of the next. */
  private static final long APART = 1000;

  private static final String NETWORK = "network.onnx";

  @Override
  public int seeds(Lab lab) {
    return lab.seeds();
  }

  @Override
  public String needs(Lab lab) {
    return "";
  }

  /** The paper's for networks of its depth; in deeper ones a step is ten times as long. */
  @Override
  public Sweep sweep() {
    return layout.layers() <= 3 ? Sweep.PAPER : new Sweep(0, 10, 0.01);
  }

  @Override
  public int paired() {
    return PAIRED;
  }

  @Override
  public Subject subject(Lab lab, String experiment, int seed) {
    Path data = lab.folder(experiment).resolve("data.npz");
    Path model = lab.folder(experiment, seed).resolve(NETWORK);
    if (!Files.exists(data) || !Files.exists(model)) {
      Samples known = samples.apply(lab);
      if (!Files.exists(data)) {
        Map<String, Tensor> arrays = Map.of("x", known.inputs(), "y", known.outputs());
        NpzWriter.write(data, new TreeMap<>(arrays));
      }
      if (!Files.exists(model)) {
        train(lab, experiment, seed, known, model);
      }
    }
    return new Subject(model, DataOptions.of(data.toString()), error());
  }

  @Override
  public String error() {
    return "squared"; // the paper's, also where training took another
  }

  private void train(Lab lab, String experiment, int seed, Samples known, Path file) {
    Map<String, Object> diary = new LinkedHashMap<>();
    long clock = System.nanoTime();
    Mlp best = null;
    Epoch reached = new Epoch(0, Double.NaN, Double.NEGATIVE_INFINITY);
    int tries = 0;
    double enough = lab.scale() == Scale.FULL ? start : Double.NEGATIVE_INFINITY;
    while (best == null || (reached.accuracy() < enough && tries < TRIES)) {
      Epoch[] last = new Epoch[1];
      int epochs = lab.scale().of(schedule.epochs(), FEW);
      Schedule now = schedule.with(seed + tries * APART).within(epochs);
      Mlp mlp = new MlpTrainer(layout, now).train(known, epoch -> last[0] = epoch);
      tries++;
      if (best == null || last[0].accuracy() > reached.accuracy()) {
        best = mlp;
        reached = last[0];
      }
    }
    double seconds = (System.nanoTime() - clock) / 1e9;
    diary.put("layout", layout.toString());
    diary.put("hidden", layout.hidden().name().toLowerCase(Locale.ROOT));
    diary.put("output", layout.output().name().toLowerCase(Locale.ROOT));
    diary.put("loss", schedule.loss() == Loss.SQUARED ? "squared" : "cross-entropy");
    diary.put("descent", schedule.descent().name().toLowerCase(Locale.ROOT));
    diary.put("learning_rate", schedule.learningRate());
    diary.put("batch", schedule.batch());
    diary.put("tries", tries);
    diary.put("epochs", reached.number());
    diary.put("accuracy", reached.accuracy());
    diary.put("mean_loss", reached.loss());
    diary.put("seconds", seconds);
    Json.write(diary, file.resolveSibling("training.json"));
    boolean isPair = layout.output() == Activation.SOFTMAX && layout.outputs() == 2;
    Mlp written = isPair ? best.withSigmoids() : best;
    written.model().write(file); // last, as it says that all this is done
    lab.say(
        String.format(
            Locale.ROOT,
            "%s, seed %d: trained %s, %s %d epochs, accuracy %.7f, %.1f s",
            experiment,
            seed,
            layout,
            tries > 1 ? tries + " tries, the best" : "in",
            reached.number(),
            reached.accuracy(),
            seconds));
  }
}
