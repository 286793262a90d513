package io.secateur.study.views;

import io.secateur.anatomy.Gates;
import io.secateur.compare.Curve;
import io.secateur.compare.Profile;
import io.secateur.compare.Profiles;
import io.secateur.model.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What every neuron of the trained network is like, and when each criterion took it: {@code
 * neurons.csv}, read by {@link Neurons}.
 */
final class Census implements View {
  static final String FILE = "neurons.csv";

  @Override
  public String file() {
    return FILE;
  }

  @Override
  public boolean isOfFirst() {
    return false;
  }

  @Override
  public void make(Sight sight, Path folder) {
    Gates open = sight.network().anatomy().open();
    List<Profile> profiles = Profiles.of(sight.objective(), open);
    double error = sight.objective().evaluate(open).error();
    int[] all = IntStream.range(0, open.size()).toArray();
    double[] without = sight.objective().ablate(open, all);
    List<Curve> runs = sight.reranked();
    List<String> lines = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("layer", "neuron"));
    runs.forEach(run -> header.add(Neurons.GONE + run.method().criterionName()));
    header.addAll(Neurons.TRAITS);
    lines.add(String.join(";", header));
    int[][] gone = runs.stream().map(run -> gone(run, open.size())).toArray(int[][]::new);
    for (Profile p : profiles) {
      int k = p.neuron().id();
      List<String> row = new ArrayList<>();
      row.add(p.neuron().layer().name());
      row.add(String.valueOf(p.neuron().index()));
      for (int[] run : gone) {
        row.add(String.valueOf(run[k]));
      }
      double[] traits = {
        without[k] - error,
        p.saturated(),
        p.mean(),
        p.deviation(),
        p.ingoing(),
        p.outgoing(),
        Math.abs(p.correlation())
      };
      for (double trait : traits) {
        row.add(String.format(Locale.ROOT, "%.6g", trait));
      }
      lines.add(String.join(";", row));
    }
    WholeFile.write(
        folder.resolve(FILE), lines.stream().collect(Collectors.joining("\n", "", "\n")));
  }

  /** Which removal took each neuron, from 1; one more than all for those that stayed. */
  private static int[] gone(Curve run, int neurons) {
    int[] gone = new int[neurons];
    Arrays.fill(gone, neurons + 1);
    run.points().forEach(point -> gone[point.neuron().id()] = point.removed());
    return gone;
  }
}
