package io.secateur.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.search.Removal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Layer LAYER = new Layer("hidden", "unit", 4, null, 0, List.of());
  private static final List<Neuron> NEURONS =
      List.of(new Neuron(0, LAYER, 0), new Neuron(1, LAYER, 1), new Neuron(2, LAYER, 2));

  @Test
  void theSameIsTheSame() {
    List<Removal> removals = List.of(removal(1, 2, 10), removal(2, 0, 12));
    Comparison comparison = Comparison.ofRemovals(removals, removals);
    assertThat(comparison.isSame()).isTrue();
    assertThat(comparison.worst()).isZero();
  }

  @Test
  void theNaiveWayMayHaveStoppedEarlier() {
    List<Removal> fast = List.of(removal(1, 2, 10), removal(2, 0, 12));
    assertThat(Comparison.ofRemovals(fast, fast.subList(0, 1)).isSame()).isTrue();
    assertThat(Comparison.ofRemovals(fast.subList(0, 1), fast).isSame()).isFalse();
    assertThat(Comparison.ofRemovals(fast, List.of()).isSame()).isFalse();
  }

  @Test
  void anotherNeuronIsADifference() {
    List<Removal> fast = List.of(removal(1, 2, 10), removal(2, 0, 12));
    List<Removal> naive = List.of(removal(1, 2, 10), removal(2, 1, 12));
    assertThat(Comparison.ofRemovals(fast, naive).difference())
        .startsWith("removal 2: the fast way has hidden:0")
        .contains("the naive way hidden:1");
  }

  @Test
  void anErrorMayDifferByTheToleranceAndNoMore() {
    List<Removal> naive = List.of(removal(1, 2, 10));
    Comparison near = Comparison.ofRemovals(List.of(removal(1, 2, 10.00009)), naive);
    assertThat(near.isSame()).isTrue();
    assertThat(near.worst()).isBetween(8.9e-6, 9.1e-6);
    assertThat(Comparison.ofRemovals(List.of(removal(1, 2, 10.0002)), naive).isSame()).isFalse();
    assertThat(Comparison.ofRemovals(List.of(removal(1, 2, Double.NaN)), naive).isSame()).isFalse();
  }

  @Test
  void candidatesAreComparedOneByOne() {
    double[] totals = {3, 1, 2};
    assertThat(Comparison.ofCandidates(NEURONS, totals, totals).isSame()).isTrue();
    double[] doctored = {3, 1, 2.1};
    assertThat(Comparison.ofCandidates(NEURONS, doctored, totals).difference())
        .contains("hidden:2")
        .contains("2.1");
  }

  /** Within the tolerance of an error, but no tie. */
  @Test
  void theCheapestMustBeTheSame() {
    double[] fast = {1.000004, 1, 2};
    double[] naive = {1, 1.000004, 2};
    assertThat(Comparison.ofCandidates(NEURONS, fast, naive).difference())
        .contains("hidden:0")
        .contains("hidden:1");
  }

  @Test
  void aTieGoesToTheFirst() {
    double[] fast = {1.00000001, 1, 2};
    double[] naive = {1, 1.00000001, 2};
    assertThat(Comparison.ofCandidates(NEURONS, fast, naive).isSame()).isTrue();
  }

  @Test
  void totalsThatAreNoNumbersAreTheSameWhereBothAreInfinite() {
    double[] infinite = {Double.POSITIVE_INFINITY, 1, 2};
    assertThat(Comparison.ofCandidates(NEURONS, infinite, infinite).isSame()).isTrue();
    assertThat(Comparison.ofCandidates(NEURONS, infinite, new double[] {1, 1, 2}).isSame())
        .isFalse();
  }

  private static Removal removal(int step, int neuron, double error) {
    return new Removal(step, NEURONS.get(neuron), 0, error, Double.NaN, 0);
  }
}
