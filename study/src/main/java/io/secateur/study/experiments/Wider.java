package io.secateur.study.experiments;

import io.secateur.study.data.NpzWriter;
import io.secateur.study.data.Samples;
import io.secateur.study.train.Layout;
import io.secateur.study.train.MlpTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one ranking takes as two hidden layers widen, by each criterion, in time and memory. The
 * networks have first weights, since what a ranking takes does not depend on training. Every row is
 * measured in a process of its own.
 */
final class Wider implements Experiment {
  private static final List<Integer> WIDTHS = List.of(100, 200, 500, 1000, 2000);

  /** The paper's, one that looks at samples one by one, one that looks at outputs, and weights. */
  private static final List<String> CRITERIA =
      List.of("brute-force", "second-order", "first-order", "fisher", "gauss-newton", "magnitude");

  private static final double SECONDS = 1;
  private static final double MEGABYTE = 1e6;
  private static final double MILLISECOND = 1e-3;

  @Override
  public String name() {
    return "wider";
  }

  @Override
  public String title() {
    return "what one ranking of 400-W-W-10 takes, W from 100 to 2,000, by each criterion, on 5,000"
        + " images";
  }

  private static List<Integer> widths(Lab lab) {
    return lab.scale() == Scale.FULL ? WIDTHS : List.of(10, 20);
  }

  private static List<String> criteria(Lab lab) {
    return lab.scale() == Scale.FULL ? CRITERIA : CRITERIA.subList(0, 1);
  }

  @Override
  public void run(Lab lab) {
    Path data = lab.folder(name()).resolve("data.npz");
    Samples images = Mnists.images(lab);
    if (!Files.exists(data)) {
      NpzWriter.write(data, new TreeMap<>(Map.of("x", images.inputs(), "y", images.outputs())));
    }
    for (int width : widths(lab)) {
      Path model = lab.folder(name()).resolve(width + ".onnx");
      if (!Files.exists(model)) {
        Layout layout = Mnists.sigmoids(width, width);
        new MlpTrainer(layout, Recipes.images(Recipes.NEVER, 0))
            .train(images, epoch -> {})
            .model()
            .write(model);
      }
      for (String by : criteria(lab)) {
        measure(lab, model, data, width, by);
      }
    }
    Shelf.keep(
        table(
            lab,
            "Processor seconds for one ranking of all neurons",
            "The median of the rankings of about a second after the first, which is in brackets: it is"
                + " made in a fresh process.",
            numbers -> seconds(numbers[1]) + " (" + seconds(numbers[0]) + ")"),
        lab.folder(name()),
        "time");
    Shelf.keep(
        table(
            lab,
            "Memory for one ranking of all neurons, in MB",
            "The most that the process held, the JVM, the samples and all garbage included.",
            numbers -> String.format(Locale.ROOT, "%,.0f", numbers[2] / MEGABYTE)),
        lab.folder(name()),
        "memory");
  }

  private Path file(Lab lab, int width, String by) {
    return lab.folder(name()).resolve(by.replace(':', '-') + "-" + width + ".csv");
  }

  private void measure(Lab lab, Path model, Path data, int width, String by) {
    Path file = file(lab, width, by);
    if (!Files.exists(file)) {
      double seconds = lab.scale() == Scale.FULL ? SECONDS : 0;
      Fresh.run(
          RankingCost.class,
          List.of(model.toString(), data.toString(), by, String.valueOf(seconds), file.toString()));
      lab.say(name() + ": " + width + " a layer, " + by);
    }
  }

  /** Of the numbers of a row's file, what stands in the table. */
  @FunctionalInterface
  private interface Cell {
    String of(double... numbers);
  }

  private Shelf.Table table(Lab lab, String title, String note, Cell cell) {
    List<String> header = new ArrayList<>(List.of("criterion"));
    widths(lab)
        .forEach(w -> header.add(String.format(Locale.ROOT, "%,d a layer, %,d neurons", w, 2 * w)));
    List<List<String>> rows = new ArrayList<>();
    for (String by : criteria(lab)) {
      List<String> row = new ArrayList<>(List.of(by));
      widths(lab).forEach(w -> row.add(cell.of(Shelf.numbers(file(lab, w, by)))));
      rows.add(row);
    }
    return new Shelf.Table(title, note, header, rows);
  }

  private static String seconds(double seconds) {
    return seconds < MILLISECOND
        ? String.format(Locale.ROOT, "%.5f", seconds)
        : String.format(Locale.ROOT, "%.3g", seconds);
  }
}
