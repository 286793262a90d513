package io.secateur.compare;

import io.secateur.anatomy.Anatomy;
import io.secateur.anatomy.Gates;
import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.engine.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the profiles of all neurons in two passes over the data: the first finds means and ranges,
 * the second what needs them. Memory holds one chunk's outputs, and one number for each two neurons
 * of a layer.
 */
public final class Profiles {
  private static final int BINS = 20;

  private final Objective objective;
  private final Gates gates;
  private final Moments[] moments;
  private final long[][] counts;
  private final Map<Layer, Correlations> correlations = new HashMap<>();

  private Profiles(Objective objective, Gates gates) {
    this.objective = objective;
    this.gates = gates;
    this.moments = new Moments[gates.size()];
    Arrays.setAll(moments, k -> new Moments());
    this.counts = new long[gates.size()][BINS];
  }

  /**
   * All neurons of a network as it is under these gates, closed ones too: what they would give.
   *
   * @return by the neurons' numbers
   */
  public static List<Profile> of(Objective objective, Gates gates) {
    return new Profiles(objective, gates).make();
  }

  private List<Profile> make() {
    objective.activity(gates, this::measure);
    Anatomy anatomy = objective.network().anatomy();
    Map<Layer, double[]> ranges = new HashMap<>();
    anatomy.neurons().stream()
        .map(Neuron::layer)
        .distinct()
        .forEach(layer -> ranges.put(layer, range(layer)));
    objective.activity(gates, (neurons, outputs, slopes) -> place(ranges, neurons, outputs));
    double[] ingoing = WeightNorms.of("magnitude", objective, gates);
    double[] outgoing = WeightNorms.of("magnitude:l2-outgoing", objective, gates);
    List<Profile> profiles = new ArrayList<>();
    for (Neuron neuron : anatomy.neurons()) {
      int k = neuron.id();
      Moments m = moments[k];
      double[] range = Objects.requireNonNull(ranges.get(neuron.layer()));
      Correlations found = correlations.get(neuron.layer());
      int like = found == null ? -1 : found.closest(k);
      profiles.add(
          new Profile(
              neuron,
              m.mean(),
              m.deviation(),
              m.least,
              m.most,
              m.silent(),
              m.saturated(),
              new Profile.Histogram(range[0], range[1], Arrays.stream(counts[k]).boxed().toList()),
              ingoing[k],
              outgoing[k],
              found == null || like < 0 ? Double.NaN : found.of(k, like),
              like < 0 ? null : anatomy.neurons().get(like)));
    }
    return profiles;
  }

  private void measure(int[] neurons, float[][] outputs, float[][] slopes) {
    for (int i = 0; i < neurons.length; i++) {
      moments[neurons[i]].add(outputs[i], slopes.length == 0 ? new float[0] : slopes[i]);
    }
  }

  private double[] range(Layer layer) {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int k = layer.firstNeuron(); k < layer.firstNeuron() + layer.width(); k++) {
      range[0] = Math.min(range[0], moments[k].least);
      range[1] = Math.max(range[1], moments[k].most);
    }
    return range;
  }

  private void place(Map<Layer, double[]> ranges, int[] neurons, float[][] outputs) {
    Layer layer = objective.network().anatomy().neurons().get(neurons[0]).layer();
    double[] range = Objects.requireNonNull(ranges.get(layer));
    for (int i = 0; i < neurons.length; i++) {
      for (float output : outputs[i]) {
        double share = (output - range[0]) / (range[1] - range[0]);
        counts[neurons[i]][(int) Math.min(BINS - 1, Math.max(0, share * BINS))]++; // NaN is 0
      }
    }
    correlations
        .computeIfAbsent(
            layer, l -> new Correlations(neurons, means(neurons), moments[neurons[0]].count))
        .add(neurons, outputs);
  }

  private double[] means(int... neurons) {
    return Arrays.stream(neurons).mapToDouble(k -> moments[k].mean()).toArray();
  }

  /** Sums over a neuron's outputs. */
  private static final class Moments {
    private long count;
    private double sum;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private long zeros;
    private long places;
    private long flat;

    void add(float[] outputs, float[] slopes) {
      for (float output : outputs) {
        sum += output;
        squares += (double) output * output;
        least = Math.min(least, output);
        most = Math.max(most, output);
        zeros += output == 0 ? 1 : 0;
      }
      count += outputs.length;
      for (float slope : slopes) {
        flat += slope <= Profile.FLAT ? 1 : 0;
      }
      places += slopes.length;
    }

    double mean() {
      return sum / count;
    }

    double deviation() {
      return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
    }

    double silent() {
      return (double) zeros / count;
    }

    double saturated() {
      return places == 0 ? Double.NaN : (double) flat / places;
    }
  }
}
