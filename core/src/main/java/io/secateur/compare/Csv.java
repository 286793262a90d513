package io.secateur.compare;

import io.secateur.anatomy.Neuron;
import io.secateur.model.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found as tables in CSV (RFC 4180): a header, then a row each; numbers as Java writes
 * them, nothing where there is no number.
 */
public final class Csv {
  private final StringBuilder text = new StringBuilder();

  private Csv(String... header) {
    row((Object[]) header);
  }

  /** A row for each removal of each curve, after one for its start. */
  public static void curves(List<Curve> curves, Path file) {
    Csv csv =
        new Csv(
            "criterion",
            "order",
            "removed",
            "layer",
            "neuron",
            "predicted",
            "measured",
            "error",
            "accuracy",
            "holdout_accuracy",
            "seconds",
            "passes");
    for (Curve curve : curves) {
      String criterion = curve.method().criterionName();
      String order = curve.method().order().word();
      double start = curve.start().error();
      double accuracy = curve.start().accuracy();
      csv.row(criterion, order, 0, "", "", "", "", start, accuracy, curve.startHoldout(), 0.0, 0.0);
      for (Curve.Point point : curve.points()) {
        csv.row(
            criterion,
            order,
            point.removed(),
            point.neuron().layer().name(),
            point.neuron().index(),
            point.predicted(),
            curve.measured(point.removed()),
            point.error(),
            point.accuracy(),
            point.holdoutAccuracy(),
            point.seconds(),
            point.passes());
      }
    }
    csv.write(file);
  }

  /** A row for each ranking that was held against the oracle's. */
  public static void qualities(List<RankQuality> qualities, Path file) {
    Csv csv =
        new Csv(
            "criterion",
            "along",
            "removed",
            "share",
            "candidates",
            "kendall",
            "spearman",
            "regret",
            "passes",
            "seconds");
    for (RankQuality q : qualities) {
      csv.row(
          q.criterion(),
          q.along(),
          q.removed(),
          q.share(),
          q.candidates(),
          q.kendall(),
          q.spearman(),
          q.regret(),
          q.passes(),
          q.seconds());
    }
    csv.write(file);
  }

  /** A row for each value of each surface's gate. */
  public static void surfaces(List<Surface> surfaces, Path file) {
    Csv csv = new Csv("layer", "neuron", "removed", "alpha", "error");
    for (Surface surface : surfaces) {
      Neuron neuron = surface.neuron();
      for (int i = 0; i < surface.values().length; i++) {
        csv.row(
            neuron.layer().name(),
            neuron.index(),
            surface.removed(),
            surface.values()[i],
            surface.errors()[i]);
      }
    }
    csv.write(file);
  }

  /** A row for each two neurons. */
  public static void pairs(Pairs pairs, Path file) {
    Csv csv =
        new Csv(
            "layer_1",
            "neuron_1",
            "layer_2",
            "neuron_2",
            "alone_1",
            "alone_2",
            "together",
            "interaction");
    List<Neuron> neurons = pairs.neurons();
    for (int j = 0; j < neurons.size(); j++) {
      for (int k = j + 1; k < neurons.size(); k++) {
        csv.row(
            neurons.get(j).layer().name(),
            neurons.get(j).index(),
            neurons.get(k).layer().name(),
            neurons.get(k).index(),
            pairs.alone()[j],
            pairs.alone()[k],
            pairs.together()[j][k],
            pairs.interaction(j, k));
      }
    }
    csv.write(file);
  }

  /** A row for each neuron; its histogram is a list of counts. */
  public static void profiles(List<Profile> profiles, Path file) {
    Csv csv =
        new Csv(
            "layer",
            "neuron",
            "mean",
            "deviation",
            "least",
            "most",
            "silent",
            "saturated",
            "ingoing",
            "outgoing",
            "correlation",
            "like",
            "histogram_from",
            "histogram_to",
            "histogram");
    for (Profile p : profiles) {
      csv.row(
          p.neuron().layer().name(),
          p.neuron().index(),
          p.mean(),
          p.deviation(),
          p.least(),
          p.most(),
          p.silent(),
          p.saturated(),
          p.ingoing(),
          p.outgoing(),
          p.correlation(),
          p.like() == null ? "" : p.like().index(),
          p.histogram().from(),
          p.histogram().to(),
          p.histogram().counts().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
    csv.write(file);
  }

  private void row(Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ",").append(cell(cells[i]));
    }
    text.append("\r\n");
  }

  private static String cell(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number.toString() : "";
    }
    String word = value.toString();
    boolean plain = word.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? word : "\"" + word.replace("\"", "\"\"") + "\"";
  }

  private void write(Path file) {
    WholeFile.write(file, text.toString());
  }
}
