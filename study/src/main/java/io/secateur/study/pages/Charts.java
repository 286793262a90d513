package io.secateur.study.pages;

import io.secateur.report.page.Curves;
import io.secateur.report.page.Shares;
import io.secateur.report.page.Walk;
import io.secateur.study.experiments.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Curves and layers of an experiment's networks as sections of a page. */
final class Charts {
  private Charts() {}

  /**
   * The curves of one order, a line for each criterion with a band over the seeds.
   *
   * @param error the word of the error that they are of
   */
  static Curves curves(String title, List<Trace> traces, String order, String error) {
    Map<String, List<Curves.Line.Trace>> byMethod = new LinkedHashMap<>();
    int neurons = 0;
    for (Trace trace : traces) {
      if (trace.method().endsWith(", " + order)) {
        String criterion = trace.method().substring(0, trace.method().lastIndexOf(", "));
        byMethod
            .computeIfAbsent(criterion, c -> new ArrayList<>())
            .add(new Curves.Line.Trace(trace.errors(), trace.accuracies()));
        neurons = Math.max(neurons, trace.removals());
      }
    }
    List<Curves.Line> lines =
        byMethod.entrySet().stream().map(e -> Curves.Line.of(e.getKey(), e.getValue())).toList();
    String note =
        order.equals("single")
            ? "Neurons are ranked once, and go in that order."
            : "After every removal, or as many as the title says, the neurons that are left are ranked"
                + " again.";
    return new Curves(title, note, error, neurons, lines);
  }

  /** Whether there is more than one layer that loses neurons. */
  static boolean hasLayers(List<Trace> traces) {
    return traces.get(0).steps().stream().skip(1).map(Trace.Step::layer).distinct().count() > 1;
  }

  /** Which layers lost their neurons when, in the network of the first seed. */
  static Shares shares(List<Trace> traces) {
    int seed = traces.get(0).seed();
    List<Trace> of =
        traces.stream().filter(t -> t.seed() == seed && t.method().endsWith(", reranked")).toList();
    Map<String, Integer> widths = new TreeMap<>();
    for (Trace trace : of) {
      for (Trace.Step step : trace.steps().subList(1, trace.steps().size())) {
        widths.merge(step.layer(), step.neuron() + 1, Math::max);
      }
    }
    List<Walk.Layer> layers =
        widths.entrySet().stream().map(e -> new Walk.Layer(e.getKey(), e.getValue())).toList();
    return Shares.of(
        "Which layers lost their neurons when",
        "The network of seed " + seed + ".",
        layers,
        of.stream().map(t -> path(t, layers)).toList());
  }

  private static Walk.Path path(Trace trace, List<Walk.Layer> layers) {
    Map<String, Integer> firsts = new LinkedHashMap<>();
    int neurons = 0;
    for (Walk.Layer layer : layers) {
      firsts.put(layer.name(), neurons);
      neurons += layer.width();
    }
    int[] gone = new int[neurons];
    for (int i = 1; i < trace.steps().size(); i++) {
      Trace.Step step = trace.steps().get(i);
      gone[firsts.getOrDefault(step.layer(), 0) + step.neuron()] = i;
    }
    Walk.Station whole =
        new Walk.Station(0, neurons, 0, 0, trace.error(0), trace.accuracy(0), null, null);
    String criterion = trace.method().substring(0, trace.method().lastIndexOf(", "));
    return new Walk.Path(criterion, gone, List.of(whole));
  }
}
