package io.secateur.study.experiments;

import io.secateur.study.data.Cosine;
import io.secateur.study.data.Samples;
import io.secateur.study.train.Epoch;
import io.secateur.study.train.MlpTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How few neurons the cosine needs: networks of ever fewer neurons from scratch, beside the pruned
 * ones of the same size.
 */
final class Minimal implements Experiment {
  private static final List<Integer> WIDTHS = List.of(1, 2, 3, 4, 5, 6, 8, 10);
  private static final int STEPS = 100;

  @Override
  public String name() {
    return "minimal";
  }

  @Override
  public String title() {
    return "the cosine by two layers of 1 to 10 neurons from scratch, and by as many that pruning"
        + " leaves";
  }

  @Override
  public void run(Lab lab) {
    Samples cosine = Cosine.samples(lab.scale().of(Cosines.SAMPLES, 50));
    List<List<String>> rows = new ArrayList<>();
    for (int width : WIDTHS) {
      double[] scratch = new double[lab.seeds()];
      for (int seed = 1; seed <= lab.seeds(); seed++) {
        Path file = lab.folder(name(), seed).resolve(width + ".csv");
        if (!Files.exists(file)) {
          Trained origin = Cosines.trained(width, 0);
          int steps = lab.scale().of(STEPS, 2);
          Epoch[] last = new Epoch[1];
          new MlpTrainer(origin.layout(), origin.schedule().with(seed).through(steps))
              .train(cosine, epoch -> last[0] = epoch)
              .model()
              .write(lab.folder(name(), seed).resolve(width + ".onnx"));
          Shelf.number(file, last[0].loss() * cosine.size());
        }
        scratch[seed - 1] = Shelf.numbers(file)[0];
      }
      rows.add(
          List.of(
              2 * width + " (1-" + width + "-" + width + "-1)",
              Shelf.spread(scratch, 1, "%.3g"),
              precise(scratch, cosine.size()) + " of " + lab.seeds(),
              pruned(lab, "cosine-10", 2 * width),
              pruned(lab, "cosine-50", 2 * width)));
      lab.say(name() + ": " + 2 * width + " neurons");
    }
    Shelf.keep(
        new Shelf.Table(
            "How few neurons the cosine needs",
            String.format(
                Locale.ROOT,
                "Total error over the samples: the median of the seeds, the least and the most; the"
                    + " best constant has %.1f. Pruned by brute force, re-ranked.",
                cosine.size() / 16.0),
            List.of(
                "neurons",
                "from scratch",
                "of these at 0.99999",
                "pruned from 20",
                "pruned from 100"),
            rows),
        lab.folder(name()),
        name());
  }

  /** How many start where the paper's do: 1 − the mean of (o − t)² at 0.99999. */
  private static long precise(double[] errors, int samples) {
    return Arrays.stream(errors).filter(e -> 1 - 2 * e / samples >= Cosines.START).count();
  }

  /** What brute force leaves of an experiment's networks with so many neurons. */
  private static String pruned(Lab lab, String experiment, int kept) {
    double[] errors =
        Shelf.traces(lab, experiment).stream()
            .filter(t -> t.method().equals("brute-force, reranked") && t.removals() >= kept)
            .mapToDouble(t -> t.error(t.removals() - kept))
            .toArray();
    return errors.length == 0 ? "" : Shelf.spread(errors, 1, "%.3g");
  }
}
