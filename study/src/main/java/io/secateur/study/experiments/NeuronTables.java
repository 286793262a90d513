package io.secateur.study.experiments;

import io.secateur.compare.Correlation;
import io.secateur.study.views.Neurons;
import io.secateur.study.views.RoleCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Which neurons go, in tables over all networks of an experiment: layer by layer, what those that
 * went were like beside those that stayed, and how many carry the function or cancel each other.
 */
final class NeuronTables {
  private static final double[] SHARES = {0.1, 0.2, 0.4, 0.6, 0.8};

  private NeuronTables() {}

  /** Keeps those that can be made in an experiment's folder. */
  static void keep(List<Trace> traces, List<Path> networks, Path folder) {
    List<Trace> reranked = traces.stream().filter(t -> t.method().endsWith(", reranked")).toList();
    if (reranked.stream().flatMap(t -> t.layers().stream()).distinct().count() > 1) {
      Shelf.keep(layers(reranked), folder, "layers");
    }
    List<Neurons> neurons = networks.stream().map(Neurons::read).filter(Objects::nonNull).toList();
    if (!neurons.isEmpty()) {
      Shelf.keep(traits(neurons), folder, "neurons");
    }
    List<RoleCounts> roles =
        networks.stream().map(RoleCounts::read).filter(Objects::nonNull).toList();
    if (!roles.isEmpty()) {
      Shelf.keep(roles(roles), folder, "roles");
    }
  }

  /** Which part of each layer is gone when so many of all are. */
  private static Shelf.Table layers(List<Trace> traces) {
    List<String> header = new ArrayList<>(List.of("criterion, layer"));
    Arrays.stream(SHARES)
        .forEach(s -> header.add(String.format(Locale.ROOT, "%.0f %% of all", 100 * s)));
    List<List<String>> rows = new ArrayList<>();
    for (String method : traces.stream().map(Trace::method).distinct().toList()) {
      List<Trace> of = traces.stream().filter(t -> t.method().equals(method)).toList();
      for (String layer : of.get(0).layers()) {
        List<String> row = new ArrayList<>();
        row.add(method.substring(0, method.lastIndexOf(", ")) + ", " + layer);
        for (double share : SHARES) {
          double[] gone = of.stream().mapToDouble(t -> t.gone(layer, t.at(share))).toArray();
          row.add(Shelf.spread(gone, 100, "%.0f"));
        }
        rows.add(row);
      }
    }
    return new Shelf.Table(
        "Layer by layer, in numbers",
        "Per cent of the layer that is gone when so many of all neurons are: the median of the"
            + " networks, the least and the most.",
        header,
        rows);
  }

  /** What brute force's neurons were like, and how each trait goes with when a neuron goes. */
  private static Shelf.Table traits(List<Neurons> networks) {
    List<String> criteria = networks.get(0).criteria();
    String first = criteria.get(0);
    List<String> header =
        new ArrayList<>(
            List.of("in the trained network", first + ": went first", first + ": went last"));
    criteria.forEach(c -> header.add("rank correlation, " + c));
    List<List<String>> rows = new ArrayList<>();
    for (int trait = 0; trait < Neurons.TRAITS.size(); trait++) {
      int t = trait;
      List<String> row = new ArrayList<>(List.of(Neurons.TRAITS.get(t)));
      row.add(spread(networks, n -> median(halves(n, first, true), t), "%.3g"));
      row.add(spread(networks, n -> median(halves(n, first, false), t), "%.3g"));
      for (String criterion : criteria) {
        row.add(spread(networks, n -> correlation(n, criterion, t), "%.2f"));
      }
      rows.add(row);
    }
    return new Shelf.Table(
        "Which neurons go",
        "Went first: the half of each layer that went first, and the other half; the median neuron."
            + " Rank correlation: Spearman's of the trait with the order in which the neurons of a"
            + " layer went, 1 where those with the most of it stay longest; the mean of the layers."
            + " All: the median of the networks, the least and the most.",
        header,
        rows);
  }

  private static String spread(
      List<Neurons> networks, ToDoubleFunction<Neurons> number, String format) {
    return Shelf.spread(networks.stream().mapToDouble(number).toArray(), 1, format);
  }

  /** The half of each layer that went first, or the other. */
  private static List<Neurons.Row> halves(Neurons neurons, String criterion, boolean isFirst) {
    List<Neurons.Row> halves = new ArrayList<>();
    for (List<Neurons.Row> layer : layers(neurons)) {
      List<Neurons.Row> sorted =
          layer.stream()
              .sorted(
                  Comparator.comparingInt(row -> Objects.requireNonNull(row.gone().get(criterion))))
              .toList();
      int half = sorted.size() / 2;
      halves.addAll(isFirst ? sorted.subList(0, half) : sorted.subList(half, sorted.size()));
    }
    return halves;
  }

  private static List<List<Neurons.Row>> layers(Neurons neurons) {
    return List.copyOf(
        neurons.rows().stream().collect(Collectors.groupingBy(Neurons.Row::layer)).values());
  }

  private static double median(List<Neurons.Row> rows, int trait) {
    double[] sorted = known(rows.stream().mapToDouble(r -> r.traits()[trait])).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static DoubleStream known(DoubleStream values) {
    return values.filter(v -> !Double.isNaN(v));
  }

  private static double correlation(Neurons neurons, String criterion, int trait) {
    return known(
            layers(neurons).stream()
                .mapToDouble(
                    layer ->
                        Correlation.spearman(
                            layer.stream().mapToDouble(r -> r.traits()[trait]).toArray(),
                            layer.stream()
                                .mapToDouble(r -> Objects.requireNonNull(r.gone().get(criterion)))
                                .toArray())))
        .average()
        .orElse(Double.NaN);
  }

  private static Shelf.Table roles(List<RoleCounts> networks) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      RoleCounts r = networks.get(i);
      rows.add(
          List.of(
              String.valueOf(i + 1),
              r.measured() + " of " + r.neurons(),
              String.valueOf(r.elite()),
              String.valueOf(r.standing()),
              String.valueOf(r.cancelling()),
              r.groups() + " of " + r.grouped(),
              String.valueOf(r.largest()),
              String.format(Locale.ROOT, "%.3g", r.alone()),
              String.format(Locale.ROOT, "%.3g", r.together())));
    }
    return new Shelf.Table(
        "Who carries the network, and who cancels whom",
        "Elite: the fewest neurons that make up nine tenths of what all cost alone. Two stand in for"
            + " each other where both cost more than the two alone, by half of the cheaper one or"
            + " more; they cancel each other where without both it is at most half of what the"
            + " cheaper costs. Cancelling pairs make groups.",
        List.of(
            "network",
            "neurons measured",
            "elite",
            "pairs that stand in",
            "pairs that cancel",
            "groups of neurons",
            "largest group",
            "its cost, each alone",
            "its cost, all at once"),
        rows);
  }
}
