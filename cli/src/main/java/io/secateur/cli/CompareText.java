package io.secateur.cli;

import io.secateur.compare.Comparison;
import io.secateur.compare.Curve;
import io.secateur.compare.RankQuality;
import io.secateur.compare.Roles;
import io.secateur.report.Json;
import io.secateur.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A comparison for people and for machines. */
final class CompareText {
  private static final double[] QUARTERS = {0.25, 0.5, 0.75};

  private CompareText() {}

  static String of(Comparison comparison, Path folder) {
    String gap = System.lineSeparator() + System.lineSeparator();
    String text = runs(comparison).toString();
    if (!comparison.qualities().isEmpty()) {
      text += gap + rankings(comparison.qualities());
    }
    return text + gap + "written  " + folder;
  }

  /** Error and accuracy when so much of the network is gone. */
  private static Table runs(Comparison comparison) {
    Table table =
        new Table(
            "lrrrrrrrrrr",
            "run",
            "removed",
            "error",
            "25 %",
            "50 %",
            "75 %",
            "accuracy",
            "25 %",
            "50 %",
            "75 %",
            "time");
    for (Curve curve : comparison.curves()) {
      List<String> cells = new ArrayList<>();
      cells.add(curve.method().name());
      cells.add(Integer.toString(curve.points().size()));
      cells.add(Numbers.real(curve.start().error()));
      for (double quarter : QUARTERS) {
        int removed = at(quarter, comparison);
        cells.add(removed > curve.points().size() ? "" : Numbers.real(curve.error(removed)));
      }
      cells.add(accuracy(curve.start().accuracy()));
      for (double quarter : QUARTERS) {
        int removed = at(quarter, comparison);
        cells.add(removed > curve.points().size() ? "" : accuracy(curve.accuracy(removed)));
      }
      cells.add(Numbers.time(curve.seconds()));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static int at(double share, Comparison comparison) {
    return (int) Math.round(share * comparison.neurons());
  }

  private static String accuracy(double share) {
    return Double.isNaN(share) ? "" : Numbers.percent(share);
  }

  /** A row for each criterion on each way, as far as it was ranked there. */
  private static Table rankings(List<RankQuality> qualities) {
    List<Double> shares = qualities.stream().map(RankQuality::share).distinct().sorted().toList();
    List<String> header = new ArrayList<>(List.of("ranking", "on the way of"));
    shares.forEach(share -> header.add(header.size() == 2 ? "tau, " + at(share) : at(share)));
    shares.forEach(
        share -> header.add(header.size() == 2 + shares.size() ? "rho, " + at(share) : at(share)));
    header.addAll(List.of("regret", "largest", "passes", "time"));
    Table table =
        new Table("ll" + "r".repeat(2 * shares.size()) + "rrrr", header.toArray(String[]::new));
    Map<String, List<RankQuality>> rows = new LinkedHashMap<>();
    for (RankQuality q : qualities) {
      rows.computeIfAbsent(q.criterion() + "\n" + q.along(), k -> new ArrayList<>()).add(q);
    }
    rows.values().forEach(row -> table.row(cells(row, shares)));
    return table;
  }

  private static String[] cells(List<RankQuality> row, List<Double> shares) {
    List<String> cells = new ArrayList<>(List.of(row.get(0).criterion(), row.get(0).along()));
    shares.forEach(share -> cells.add(one(row, share, RankQuality::kendall)));
    shares.forEach(share -> cells.add(one(row, share, RankQuality::spearman)));
    DoubleSummaryStatistics regret =
        row.stream().mapToDouble(RankQuality::regret).summaryStatistics();
    cells.add(Numbers.real(regret.getAverage()));
    cells.add(Numbers.real(regret.getMax()));
    cells.add(Numbers.real(row.stream().mapToDouble(RankQuality::passes).average().orElse(0)));
    double seconds = row.stream().mapToDouble(RankQuality::seconds).average().orElse(0);
    cells.add(String.format(Locale.ROOT, "%.3f s", seconds));
    return cells.toArray(String[]::new);
  }

  private static String one(
      List<RankQuality> row, double share, ToDoubleFunction<RankQuality> what) {
    return row.stream()
        .filter(q -> q.share() == share)
        .findFirst()
        .map(q -> correlation(what.applyAsDouble(q)))
        .orElse("");
  }

  private static String at(double share) {
    return Numbers.real(100 * share) + " %";
  }

  private static String correlation(double r) {
    return Double.isNaN(r) ? "" : String.format(Locale.ROOT, "%+.2f", r);
  }

  /** Elite and groups in a sentence. */
  static String of(Roles roles, int neurons) {
    return String.format(
        Locale.ROOT,
        "Of %d neurons, %d make up %.0f %% of what all cost alone; %d are in %d groups that"
            + " cancel.",
        neurons,
        roles.elite().size(),
        100 * roles.share(),
        roles.groups().stream().mapToInt(List::size).sum(),
        roles.groups().size());
  }

  static Map<String, Object> json(Comparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("error", comparison.error());
    json.put("samples", comparison.samples());
    json.put("neurons", comparison.neurons());
    json.put("whole", comparison.isWhole());
    json.put("runs", comparison.curves().stream().map(CompareText::json).toList());
    json.put("rankings", comparison.qualities().stream().map(CompareText::json).toList());
    return json;
  }

  private static Map<String, Object> json(Curve curve) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("criterion", curve.method().criterionName());
    json.put("order", curve.method().order().word());
    json.put("removed", curve.points().size());
    json.put("stopped", curve.stopped());
    json.put("start_error", Json.number(curve.start().error()));
    json.put("start_accuracy", Json.number(curve.start().accuracy()));
    int last = curve.points().size();
    json.put("end_error", Json.number(curve.error(last)));
    json.put("end_accuracy", Json.number(curve.accuracy(last)));
    json.put("passes", curve.passes());
    json.put("seconds", curve.seconds());
    return json;
  }

  private static Map<String, Object> json(RankQuality q) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("criterion", q.criterion());
    json.put("along", q.along());
    json.put("removed", q.removed());
    json.put("candidates", q.candidates());
    json.put("kendall", Json.number(q.kendall()));
    json.put("spearman", Json.number(q.spearman()));
    json.put("regret", Json.number(q.regret()));
    json.put("passes", q.passes());
    json.put("seconds", q.seconds());
    return json;
  }
}
