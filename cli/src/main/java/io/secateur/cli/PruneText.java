package io.secateur.cli;

import io.secateur.anatomy.Layer;
import io.secateur.report.Footprint;
import io.secateur.report.PruneResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** What pruning did, for people. */
final class PruneText {
  private PruneText() {}

  static String of(PruneResult result, Path out, double seconds) {
    Table facts = new Table("ll", "removed", removed(result));
    facts.row(
        "proof",
        String.format(
            Locale.ROOT,
            "outputs agree with the gated original to %.1e relative on %d samples in ONNX Runtime",
            result.agreement(),
            result.samples()));
    facts.row("stopped", result.search().reason());
    facts.row("written", out + ", after " + Numbers.time(seconds));
    return comparison(result) + "\n\n" + facts;
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

  /** {@code fc1: 256 -> 254, fc2: 256 -> 253}, in the graph's order. */
  private static String removed(PruneResult result) {
    Map<String, Integer> lost = new LinkedHashMap<>();
    result.search().removals().stream()
        .map(r -> r.neuron().layer())
        .map(Layer::name)
        .forEach(layer -> lost.merge(layer, 1, Integer::sum));
    if (lost.isEmpty()) {
      return "nothing";
    }
    return result.survivors().entrySet().stream()
        .filter(e -> lost.containsKey(e.getKey()))
        .map(e -> layer(e.getKey(), e.getValue(), lost))
        .collect(Collectors.joining(", "));
  }

  private static String layer(String name, List<Integer> left, Map<String, Integer> lost) {
    int before = left.size() + lost.getOrDefault(name, 0);
    return name + ": " + before + " -> " + left.size();
  }
}
