package io.secateur.study.experiments;

import io.secateur.compare.Curve;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one network by one method, as numbers alone.
 *
 * @param seed of the network
 * @param method the criterion and the order, as in {@code brute-force, reranked}
 * @param steps the trained network first, then one for each removal
 */
public record Trace(int seed, String method, List<Step> steps) {
  public Trace {
    steps = List.copyOf(steps);
  }

  /**
   * A network on the way.
   *
   * @param layer of the neuron that went last; empty for the trained network
   * @param neuron its index in the layer; −1 likewise
   * @param predicted what the criterion said that its removal costs; 0 likewise
   * @param error the total error
   * @param accuracy 0 to 1; NaN where the data tells no classes
   * @param seconds that the removal took
   */
  public record Step(
      String layer, int neuron, double predicted, double error, double accuracy, double seconds) {}

  static Trace of(int seed, Curve curve) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("", -1, 0, curve.start().error(), curve.start().accuracy(), 0));
    for (Curve.Point p : curve.points()) {
      steps.add(
          new Step(
              p.neuron().layer().name(),
              p.neuron().index(),
              p.predicted(),
              p.error(),
              p.accuracy(),
              p.seconds()));
    }
    return new Trace(seed, curve.method().name(), steps);
  }

  /** How many neurons went. */
  public int removals() {
    return steps.size() - 1;
  }

  /** The total error with so many gone. */
  public double error(int removed) {
    return steps.get(removed).error();
  }

  /** The accuracy with so many gone. */
  public double accuracy(int removed) {
    return steps.get(removed).accuracy();
  }

  /** How many are gone at a share of all, rounded. */
  public int at(double share) {
    return (int) Math.round(share * removals());
  }

  /** The layers that lost neurons, by name. */
  public List<String> layers() {
    return steps.stream().skip(1).map(Step::layer).distinct().sorted().toList();
  }

  /** Which part of a layer's removals are among the first so many. */
  double gone(String layer, int removed) {
    long all = steps.stream().filter(s -> s.layer().equals(layer)).count();
    long now = steps.stream().limit(removed + 1L).filter(s -> s.layer().equals(layer)).count();
    return (double) now / all;
  }

  public double[] errors() {
    return steps.stream().mapToDouble(Step::error).toArray();
  }

  public double[] accuracies() {
    return steps.stream().mapToDouble(Step::accuracy).toArray();
  }

  public double seconds() {
    return steps.stream().mapToDouble(Step::seconds).sum();
  }
}
