package io.secateur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.Measuring;
import io.secateur.search.Order;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.TANH, Unit.SIGMOID, 5, 8, 6, 3);
  private static final Samples DATA = Samples.random(4, 50, 3, 5);
  private static final double SINGLE = 1e-5;

  @Test
  void thePapersSweepHasTenThousandSteps() {
    double[] values = Sweep.PAPER.values();
    assertThat(values).hasSize(10_001);
    assertThat(values[0]).isEqualTo(0);
    assertThat(values[1000]).isEqualTo(1);
    assertThat(values[10_000]).isEqualTo(10);
    assertThat(new Sweep(0, 1, 0.3).values())
        .containsExactly(new double[] {0, 0.3, 0.6, 0.9}, within(1e-15));
  }

  @Test
  void sweepsThatMakeNoSenseAreRefusedInWords() {
    assertThatThrownBy(() -> new Sweep(2, 1, 0.1)).hasMessageContaining("--from");
    assertThatThrownBy(() -> new Sweep(0, Double.NaN, 0.1)).hasMessageContaining("--to");
    assertThatThrownBy(() -> new Sweep(0, 1, 0)).hasMessageContaining("--step");
    assertThatThrownBy(() -> new Sweep(0, 1, 1e-9)).hasMessageContaining("--step");
  }

  /** At every tenth removal there is one of the neuron that goes next; here, at every fifth. */
  @Test
  void surfacesAlongARunAreThoseOfPlainLoops() {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      Plan plan = Plan.of(List.of(Method.of("first-order", Order.RERANKED)));
      Curve curve =
          new Comparer(lab.network(), DATA, null, Loss.SQUARED.measure(), Measuring.DEFAULT, plan)
              .run(ComparisonListener.SILENT, () -> false)
              .curves()
              .get(0);
      List<Surface> surfaces = Surface.along(lab.objective(), curve, 5, new Sweep(0, 10, 0.5));
      assertThat(surfaces).extracting(Surface::removed).containsExactly(0, 5, 10);
      double[] gates = NET.open();
      int removed = 0;
      for (Surface surface : surfaces) {
        while (removed < surface.removed()) {
          gates[curve.points().get(removed++).neuron().id()] = 0;
        }
        int k = curve.points().get(removed).neuron().id();
        assertThat(surface.neuron().id()).isEqualTo(k);
        double lowest = Double.POSITIVE_INFINITY;
        double best = 0;
        for (int i = 0; i <= 20; i++) {
          gates[k] = i / 2.0;
          double expected = NET.error(Loss.SQUARED, DATA, gates);
          assertThat(surface.errors()[i]).isCloseTo(expected, within(SINGLE * expected));
          best = expected < lowest ? i / 2.0 : best;
          lowest = Math.min(lowest, expected);
        }
        gates[k] = 1;
        double now = NET.error(Loss.SQUARED, DATA, gates);
        assertThat(surface.error()).isCloseTo(now, within(SINGLE * now));
        assertThat(surface.best()).isEqualTo(best);
      }
    }
  }

  @Test
  void aClosedNeuronHasTheSameSurface() {
    try (Lab lab = Lab.of(NET, DATA, Loss.SQUARED)) {
      Gates open = lab.network().anatomy().open();
      Sweep sweep = new Sweep(0, 2, 0.25);
      var neuron = lab.network().anatomy().neurons().get(9);
      Surface surface = Surface.of(lab.objective(), open, neuron, sweep);
      Surface closed = Surface.of(lab.objective(), open.close(9), neuron, sweep);
      assertThat(closed.errors()).isEqualTo(surface.errors());
      assertThat(closed.removed()).isEqualTo(0);
    }
  }
}
