package io.secateur.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Neuron;
import io.secateur.report.page.Walk;
import io.secateur.testing.Lab;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stations against a network in plain loops. */
class StationsTest {
  private static Stations stations(Lab lab, Samples samples) {
    return new Stations(
        lab.objective(), lab.objective(), samples, lab.network().anatomy().costs()::parameters);
  }

  private static List<Stations.Taken> all(Lab lab) {
    List<Stations.Taken> taken = new ArrayList<>();
    for (Neuron neuron : lab.network().anatomy().neurons()) {
      taken.add(0, new Stations.Taken(neuron, 1000 - neuron.id(), 0.5));
    }
    return taken;
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void confusionAndFieldAreWhatThePlainNetworkSays(Loss loss) {
    Unit last = loss == Loss.SQUARED ? Unit.SIGMOID : Unit.LINEAR;
    PlainMlp net = PlainMlp.random(5, Unit.TANH, last, 2, 6, 5, 2);
    Samples samples = Samples.random(6, 70, 2, 2);
    try (Lab lab = Lab.of(net, samples, loss);
        Stations stations = stations(lab, samples)) {
      Walk.Path path = stations.path("x", 9, 0.25, all(lab));
      assertThat(path.gone()).containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
      assertThat(path.stations()).extracting(Walk.Station::removed).startsWith(0, 1).endsWith(11);
      Walk.Plane plane = Objects.requireNonNull(stations.plane());
      for (int at : new int[] {0, 3, 8}) {
        Walk.Station station = path.stations().get(at);
        double[] gates = net.open();
        for (int k = 0; k < at; k++) {
          gates[10 - k] = 0;
        }
        assertThat(station.neurons()).isEqualTo(11 - at);
        assertThat(station.confusion()).isDeepEqualTo(confusion(net, samples, gates));
        byte[] field = Objects.requireNonNull(station.field());
        for (int i = 0; i < field.length; i += 97) {
          double[] z = net.run(point(plane, i), gates).lastZ();
          assertThat(field[i] / 127.0).isCloseTo(Math.tanh((z[1] - z[0]) / 2), within(0.005));
        }
      }
      assertThat(path.stations().get(0).error()).isEqualTo(9);
      assertThat(path.stations().get(3).error()).isEqualTo(1000 - 8);
    }
  }

  private static int[][] confusion(PlainMlp net, Samples samples, double... gates) {
    int[][] matrix = new int[2][2];
    for (int s = 0; s < samples.size(); s++) {
      double[] z = net.run(samples.row(s), gates).lastZ();
      matrix[samples.label(s)][z[1] > z[0] ? 1 : 0]++;
    }
    return matrix;
  }

  /** The middle of a cell, rows from below. */
  private static float[] point(Walk.Plane plane, int i) {
    int n = plane.size();
    double[] r = plane.range();
    return new float[] {
      (float) (r[0] + (r[1] - r[0]) * (i % n + 0.5) / n),
      (float) (r[2] + (r[3] - r[2]) * (Math.floorDiv(i, n) + 0.5) / n)
    };
  }

  @Test
  void aLongRunHasAFewStations() {
    PlainMlp net = PlainMlp.random(7, Unit.RELU, Unit.LINEAR, 9, 70, 3);
    Samples samples = Samples.random(8, 30, 3, 9);
    try (Lab lab = Lab.of(net, samples, Loss.CROSS_ENTROPY);
        Stations stations = stations(lab, samples)) {
      Walk.Path path = stations.path("x", 9, 0.25, all(lab));
      assertThat(path.stations()).hasSize(Stations.MOST + 1);
      assertThat(path.stations().get(20).removed()).isEqualTo(35);
      assertThat(path.stations().get(20).parameters()).isEqualTo(35 * 10 + 35 * 3 + 3);
      assertThat(path.stations().get(20).flops()).isEqualTo(2 * 35 * (9 + 3));
      assertThat(stations.plane()).isNull();
      assertThat(stations.classes()).containsExactly("0", "1", "2");
    }
  }

  @Test
  void stationsAreWhereSomethingWasMeasured() {
    PlainMlp net = PlainMlp.random(7, Unit.RELU, Unit.LINEAR, 9, 11, 3);
    Samples samples = Samples.random(8, 30, 3, 9);
    try (Lab lab = Lab.of(net, samples, Loss.CROSS_ENTROPY);
        Stations stations = stations(lab, samples)) {
      List<Stations.Taken> taken = all(lab);
      for (int i : new int[] {0, 1, 2, 4, 5, 6, 8, 9}) {
        taken.set(i, new Stations.Taken(taken.get(i).neuron(), Double.NaN, Double.NaN));
      }
      Walk.Path path = stations.path("x", 9, 0.25, taken);
      assertThat(path.stations()).extracting(Walk.Station::removed).containsExactly(0, 4, 8, 11);
      assertThat(path.stations()).extracting(Walk.Station::neurons).containsExactly(11, 7, 3, 0);
      assertThat(path.stations())
          .extracting(Walk.Station::error)
          .containsExactly(9.0, 1000.0 - 7, 1000.0 - 3, 1000.0);
      assertThat(path.gone()).containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }
  }

  @Test
  void withoutClassesThereIsNoConfusion() {
    PlainMlp net = PlainMlp.random(7, Unit.RELU, Unit.LINEAR, 2, 4, 3);
    float[][] wanted = new float[20][3];
    Samples samples = Samples.random(8, 20, 3, 2).wanting(wanted);
    try (Lab lab = Lab.of(net.model(), samples, Loss.SQUARED.measure());
        Stations stations = stations(lab, samples)) {
      Walk.Station station = stations.path("x", 9, Double.NaN, all(lab)).stations().get(2);
      assertThat(station.confusion()).isNull();
      assertThat(station.field()).isNull();
      assertThat(stations.classes()).isEmpty();
    }
  }
}
