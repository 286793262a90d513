package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.repair.Repair;
import io.secateur.model.Tensor;
import io.secateur.testing.Loss;
import io.secateur.testing.PlainMlp;
import io.secateur.testing.Samples;
import io.secateur.testing.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many neurons gone at once: the same in any order, and what normal equations make of it. */
class RefitsTest {
  private static final PlainMlp NET = PlainMlp.random(3, Unit.TANH, Unit.SIGMOID, 6, 9, 7, 4);
  private static final Samples SAMPLES = Samples.random(5, 150, 4, 6);

  @ParameterizedTest
  @EnumSource(
      value = Repair.class,
      names = {"MEAN", "LEAST_SQUARES"})
  void layerByLayerFromTheWeightsOfTheFile(Repair repair) {
    Measuring how = Measuring.DEFAULT.with(repair);
    try (Network network = Network.of(NET.model().graph(), Map.of());
        Objective objective = new Objective(network, SAMPLES, Loss.SQUARED.measure(), how)) {
      // in turn, so that of what was summed up some is still right and some is not
      for (int[] gone :
          List.of(
              new int[] {2, 10, 11, 0},
              new int[] {2, 10, 0},
              new int[] {12, 2, 0},
              new int[] {2, 10, 12, 0, 5},
              new int[] {9, 13})) {
        double expected = plain(repair, gone);
        Gates gates = objective.without(gone);
        // as many roundings as RepairTest allows for
        assertThat(objective.evaluate(gates).error()).isCloseTo(expected, within(1e-5 * expected));
        int[] backwards = gone.clone();
        for (int i = 0; i < gone.length; i++) {
          backwards[i] = gone[gone.length - 1 - i];
        }
        try (Objective fresh = new Objective(network, SAMPLES, Loss.SQUARED.measure(), how)) {
          assertSame(fresh.without(backwards), gates);
        }
        int next = gates.alive()[3];
        double[] measured = objective.ablate(gates, new int[] {next});
        assertThat(objective.evaluate(objective.close(gates, next)).error())
            .isCloseTo(measured[0], within(1e-5 * measured[0]));
      }
    }
  }

  private static void assertSame(Gates found, Gates expected) {
    assertThat(found.toArray()).isEqualTo(expected.toArray());
    assertThat(found.refitted().keySet()).isEqualTo(expected.refitted().keySet());
    found
        .refitted()
        .forEach(
            (name, value) -> {
              Tensor other = expected.refitted().get(name);
              assertThat(other).isNotNull();
              for (int i = 0; i < value.size(); i++) {
                assertThat(value.at(i)).isEqualTo(other.at(i));
              }
            });
  }

  /**
   * In loops over doubles: each gone unit is said by those that are left, in the order of layers.
   */
  private static double plain(Repair repair, int... gone) {
    double[] gates = NET.open();
    Arrays.stream(gone).forEach(k -> gates[k] = 0);
    double[][][] weights = NET.weights().clone();
    double[][] biases = NET.biases().clone();
    for (int l = 1; l < weights.length; l++) {
      PlainMlp now = new PlainMlp(weights.clone(), biases.clone(), NET.hidden(), NET.last());
      int first = NET.first(l - 1);
      int width = NET.weights()[l - 1].length;
      int[] left = Arrays.stream(range(width)).filter(i -> gates[first + i] != 0).toArray();
      double[][] all = new double[SAMPLES.size()][];
      double[][] rows = new double[SAMPLES.size()][];
      for (int s = 0; s < rows.length; s++) {
        double[] o = now.run(SAMPLES.row(s), gates).o()[l];
        all[s] = o;
        rows[s] = Arrays.stream(left).mapToDouble(i -> o[i]).toArray();
      }
      double ridge =
          1e-3 * Arrays.stream(all).flatMapToDouble(Arrays::stream).map(x -> x * x).sum();
      double[][] fitted = Arrays.stream(weights[l]).map(double[]::clone).toArray(double[][]::new);
      double[] bias = biases[l].clone();
      for (int i : range(width)) {
        if (gates[first + i] == 0) {
          double[] target = Arrays.stream(all).mapToDouble(o -> o[i]).toArray();
          double[] share = new double[left.length + 1];
          if (repair == Repair.MEAN) {
            share[left.length] = Arrays.stream(target).average().orElseThrow();
          } else {
            share = PlainRepair.regression(ridge / width, rows, target);
          }
          for (int j = 0; j < fitted.length; j++) {
            for (int c = 0; c < left.length; c++) {
              fitted[j][left[c]] += share[c] * NET.weights()[l][j][i];
            }
            bias[j] += share[left.length] * NET.weights()[l][j][i];
          }
        }
      }
      weights[l] = fitted;
      biases[l] = bias;
    }
    return new PlainMlp(weights, biases, NET.hidden(), NET.last())
        .error(Loss.SQUARED, SAMPLES, gates);
  }

  private static int[] range(int count) {
    int[] range = new int[count];
    Arrays.setAll(range, i -> i);
    return range;
  }
}
