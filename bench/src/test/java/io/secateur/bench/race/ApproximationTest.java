package io.secateur.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Layer;
import io.secateur.anatomy.Neuron;
import io.secateur.criteria.Shortcut;
import io.secateur.search.Removal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApproximationTest {
  private static final Layer LAYER = new Layer("hidden", "unit", 9, null, 0, List.of());

  /** Removals with an error of 10 for each that is gone, and more where it says so. */
  private static List<Removal> removals(double[] more, int... neurons) {
    List<Removal> removals = new ArrayList<>();
    for (int i = 0; i < neurons.length; i++) {
      Neuron neuron = new Neuron(neurons[i], LAYER, neurons[i]);
      double error = 10 * (i + 1) * (1 + more[i]);
      removals.add(new Removal(i + 1, neuron, 0, error, Double.NaN, 0));
    }
    return removals;
  }

  private static Approximation of(double[] more, int... neurons) {
    Timing once = Timing.whole(0, 1, 4);
    List<Removal> exact = removals(new double[4], 3, 1, 2, 0);
    return Approximation.of(
        new Shortcut.Confidence(0.9), once, null, removals(more, neurons), exact);
  }

  @Test
  void theSameIsWithoutRegret() {
    Approximation found = of(new double[4], 3, 1, 2, 0);
    assertThat(found.same()).isEqualTo(4);
    assertThat(found.first()).isEqualTo(4);
    assertThat(found.mean()).isZero();
    assertThat(found.largest()).isZero();
    assertThat(found.word()).isEqualTo("confidence 0.9");
    assertThat(found.total()).isEqualTo(1);
  }

  @Test
  void regretIsRelativeToTheExactErrorAfterAsManyRemovals() {
    Approximation found = of(new double[] {0, 0.5, -0.1, 0}, 3, 2, 1, 0);
    assertThat(found.same()).isEqualTo(2);
    assertThat(found.first()).isEqualTo(1);
    assertThat(found.mean()).isCloseTo(0.1, within(1e-12));
    assertThat(found.largest()).isCloseTo(0.5, within(1e-12));
  }
}
