package io.secateur.cli;

import io.secateur.report.ClusterWords;
import io.secateur.report.Footprint;
import io.secateur.report.PruneResult;
import io.secateur.report.Table;
import io.secateur.search.Regret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/** What pruning did, for people. */
final class PruneText {
  private static final int LINE = 80;

  private PruneText() {}

  static String of(PruneResult result, Path out, double seconds) {
    List<String> removed = removed(result);
    Table facts = new Table("ll", "removed", removed.get(0));
    removed.stream().skip(1).forEach(line -> facts.row("", line));
    int swaps = result.search().swaps().size();
    if (swaps > 0) {
      facts.row(
          "swapped", swaps + (swaps == 1 ? " neuron" : " neurons") + " for others in the end");
    }
    Regret regret = result.search().regret();
    if (regret != null) {
      facts.row("regret", regret(regret));
    }
    facts.row("proof", proof(result));
    facts.row("stopped", result.search().reason());
    String cluster = ClusterWords.of(result.provenance());
    if (cluster != null) {
      facts.row("cluster", cluster);
    }
    facts.row("written", out + ", after " + Numbers.time(seconds));
    return comparison(result) + "\n\n" + facts;
  }

  private static String proof(PruneResult result) {
    String how =
        result.agreement() == 0
            ? "outputs are exactly those of the gated original"
            : String.format(
                Locale.ROOT,
                "outputs agree with the gated original to %.1e relative",
                result.agreement());
    return how + " on " + result.samples() + " samples in ONNX Runtime";
  }

  private static String regret(Regret regret) {
    if (regret.best() == regret.audits()) {
      return "none: the best neuron went first in all " + regret.audits() + " rankings checked";
    }
    return "the best neuron went first in "
        + regret.best()
        + " of "
        + regret.audits()
        + " rankings checked; the error is at most "
        + Numbers.real(100 * regret.largest())
        + " % above that without the best, "
        + Numbers.real(100 * regret.mean())
        + " % on average";
  }

  private static Table comparison(PruneResult result) {
    Footprint before = result.before();
    Footprint after = result.after();
    Table table = new Table("lrrr", "", "before", "after", "change");
    row(table, "neurons", before.neurons(), after.neurons(), Numbers::count);
    row(table, "parameters", before.parameters(), after.parameters(), Numbers::count);
    row(table, "FLOPs for a sample", before.flops(), after.flops(), Numbers::count);
    row(table, "file size", before.bytes(), after.bytes(), Numbers::bytes);
    table.row(
        "error, " + result.error().measure().word(),
        Numbers.real(before.error()),
        Numbers.real(after.error()),
        Numbers.change(before.error(), after.error()));
    if (!Double.isNaN(before.accuracy())) {
      table.row(
          "accuracy",
          Numbers.percent(before.accuracy()),
          Numbers.percent(after.accuracy()),
          Numbers.points(before.accuracy(), after.accuracy()));
    }
    table.row(
        "latency, ONNX Runtime",
        Numbers.millis(before.latencyMs()),
        Numbers.millis(after.latencyMs()),
        Numbers.change(before.latencyMs(), after.latencyMs()));
    return table;
  }

  private static void row(
      Table table, String name, long before, long after, LongFunction<String> words) {
    table.row(name, words.apply(before), words.apply(after), Numbers.change(before, after));
  }

  /** {@code fc1: 256 -> 254, fc2: 256 -> 253}, in the graph's order, in lines that can be read. */
  private static List<String> removed(PruneResult result) {
    Map<String, Integer> lost = new LinkedHashMap<>();
    result.search().removals().forEach(r -> lost.merge(r.neuron().layer().name(), 1, Integer::sum));
    result.search().swaps().forEach(s -> lost.merge(s.back().layer().name(), -1, Integer::sum));
    result.search().swaps().forEach(s -> lost.merge(s.out().layer().name(), 1, Integer::sum));
    if (lost.isEmpty()) {
      return List.of("nothing");
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (Map.Entry<String, List<Integer>> layer : result.survivors().entrySet()) {
      Integer gone = lost.get(layer.getKey());
      if (gone == null || gone == 0) {
        continue;
      }
      int left = layer.getValue().size();
      String words = layer.getKey() + ": " + (left + gone) + " -> " + left;
      if (!line.isEmpty() && line.length() + words.length() > LINE) {
        lines.add(line.append(',').toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : ", ").append(words);
    }
    lines.add(line.toString());
    return lines;
  }
}
