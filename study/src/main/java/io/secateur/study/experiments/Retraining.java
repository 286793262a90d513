package io.secateur.study.experiments;

import io.secateur.PruneListener;
import io.secateur.PruneOptions;
import io.secateur.Pruner;
import io.secateur.compare.Correlation;
import io.secateur.search.Amount;
import io.secateur.search.Removal;
import io.secateur.search.Stops;
import io.secateur.study.data.Samples;
import io.secateur.study.train.Activation;
import io.secateur.study.train.Epoch;
import io.secateur.study.train.Layout;
import io.secateur.study.train.Mlp;
import io.secateur.study.train.MlpTrainer;
import io.secateur.study.train.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The networks of one layer, pruned by each method, and trained for some epochs more; beside them
 * networks of the pruned size, trained from scratch for all the epochs that both trainings had.
 */
final class Retraining implements Experiment {
  private static final List<String> CRITERIA =
      List.of(
          Methods.BRUTE_FORCE, Methods.SECOND_ORDER, Methods.FIRST_ORDER, "magnitude", "random");
  private static final List<Integer> KEPT = List.of(40, 20, 10);
  private static final int EPOCHS = 5;
  private static final String TABLE = "retraining";
  private static final String SCRATCH = "from scratch";

  @Override
  public String name() {
    return "retraining";
  }

  @Override
  public String title() {
    return "mnist-1-layer pruned to 40, 20 and 10 neurons by five criteria, then trained for "
        + EPOCHS
        + " epochs; and networks of these sizes from scratch";
  }

  /** What one network was worth before and after. */
  private record Result(int seed, String criterion, int kept, double pruned, double retrained) {}

  @Override
  public void run(Lab lab) {
    Samples images = Mnists.images(lab);
    List<Result> all = new ArrayList<>();
    for (int seed = 1; seed <= lab.seeds(); seed++) {
      for (int kept : KEPT) {
        for (String by : CRITERIA) {
          all.add(retrained(lab, images, seed, kept, by));
        }
        all.add(scratch(lab, images, seed, kept));
      }
      lab.say(name() + ", seed " + seed + ": done");
    }
    Shelf.keep(table(all), lab.folder(name()), TABLE);
    Shelf.keep(ranks(all, lab.seeds()), lab.folder(name()), TABLE + "-ranks");
  }

  private Result retrained(Lab lab, Samples images, int seed, int kept, String by) {
    Path folder = lab.folder(name(), seed);
    Path result = folder.resolve(by + "-" + kept + ".csv");
    if (!Files.exists(result)) {
      Subject subject = Mnists.ONE.subject(lab, Mnists.ONE_LAYER, seed);
      Path pruned = folder.resolve(by + "-" + kept + ".onnx");
      PruneOptions options =
          PruneOptions.builder(subject.model(), subject.data(), pruned)
              .error(subject.error())
              .by(by)
              .stops(new Stops(new Amount(100 - kept, false), null, null, null, null))
              .build();
      double before = Pruner.prune(options, new Silence()).after().accuracy();
      Mlp mlp = Mlp.read(pruned, Activation.SIGMOID, Activation.SIGMOID);
      double after = train(mlp.layout(), EPOCHS, seed, mlp, images);
      Shelf.number(result, before, after);
    }
    double[] numbers = Shelf.numbers(result);
    return new Result(seed, by, kept, numbers[0], numbers[1]);
  }

  private Result scratch(Lab lab, Samples images, int seed, int kept) {
    Path result = lab.folder(name(), seed).resolve("scratch-" + kept + ".csv");
    if (!Files.exists(result)) {
      int epochs = lab.scale().of(SCRATCH_EPOCHS, 2);
      double accuracy = train(Mnists.sigmoids(kept), epochs, seed, null, images);
      Shelf.number(result, Double.NaN, accuracy);
    }
    return new Result(seed, SCRATCH, kept, Double.NaN, Shelf.numbers(result)[1]);
  }

  private static final int SCRATCH_EPOCHS = 100;

  private static double train(
      Layout layout, int epochs, int seed, @Nullable Mlp from, Samples images) {
    Schedule schedule = Recipes.images(Recipes.NEVER, epochs).with(seed);
    Epoch[] last = new Epoch[1];
    MlpTrainer trainer = new MlpTrainer(layout, schedule);
    if (from == null) {
      trainer.train(images, epoch -> last[0] = epoch);
    } else {
      trainer.train(from, images, epoch -> last[0] = epoch);
    }
    return last[0].accuracy();
  }

  private static Shelf.Table table(List<Result> all) {
    List<List<String>> rows = new ArrayList<>();
    List<String> names = new ArrayList<>(CRITERIA);
    names.add(SCRATCH);
    for (int kept : KEPT) {
      for (String by : names) {
        List<Result> of =
            all.stream().filter(r -> r.kept() == kept && r.criterion().equals(by)).toList();
        rows.add(
            List.of(
                kept + ", " + by,
                Shelf.spread(of.stream().mapToDouble(Result::pruned).toArray(), 100, "%.1f"),
                Shelf.spread(of.stream().mapToDouble(Result::retrained).toArray(), 100, "%.1f")));
      }
    }
    return new Shelf.Table(
        "Pruned, and trained again",
        String.format(
            Locale.ROOT,
            "Accuracy in %% on the training images: the median of the seeds, the least and the"
                + " most. From scratch: %d epochs.",
            SCRATCH_EPOCHS),
        List.of("neurons kept, criterion", "pruned", "after " + EPOCHS + " epochs more"),
        rows);
  }

  /** Whether the criteria that pruned best are the best after training too. */
  private static Shelf.Table ranks(List<Result> all, int seeds) {
    List<List<String>> rows = new ArrayList<>();
    for (int kept : KEPT) {
      double[] same = new double[seeds];
      double[] before = new double[seeds];
      double[] after = new double[seeds];
      for (int seed = 1; seed <= seeds; seed++) {
        int number = seed;
        List<Result> of =
            all.stream()
                .filter(r -> r.seed() == number && r.kept() == kept)
                .filter(r -> !r.criterion().equals(SCRATCH))
                .toList();
        double[] pruned = of.stream().mapToDouble(Result::pruned).toArray();
        double[] retrained = of.stream().mapToDouble(Result::retrained).toArray();
        same[seed - 1] = Correlation.kendall(pruned, retrained);
        before[seed - 1] = range(pruned);
        after[seed - 1] = range(retrained);
      }
      rows.add(
          List.of(
              String.valueOf(kept),
              Shelf.spread(same, 1, "%.2f"),
              Shelf.spread(before, 100, "%.1f"),
              Shelf.spread(after, 100, "%.1f")));
    }
    return new Shelf.Table(
        "Does the ranking of the criteria survive training?",
        "Kendall's correlation of the five criteria's accuracies before and after, 1 for the same"
            + " order and 0 for none in common; and how many points of accuracy lie between the best"
            + " and the worst. The median of the networks, the least and the most.",
        List.of(
            "neurons kept", "correlation", "points apart, pruned", "points apart, trained again"),
        rows);
  }

  private static double range(double... values) {
    DoubleSummaryStatistics of = Arrays.stream(values).summaryStatistics();
    return of.getMax() - of.getMin();
  }

  /** Says nothing. */
  private static final class Silence implements PruneListener {
    @Override
    public void says(String sentence) {}

    @Override
    public void starts(int neurons) {}

    @Override
    public void removed(Removal removal, double progress) {}
  }
}
