package io.secateur.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.secateur.anatomy.Gates;
import io.secateur.engine.errors.SquaredError;
import io.secateur.engine.repair.Repair;
import io.secateur.model.ElementType;
import io.secateur.model.Graph;
import io.secateur.model.ModelBuilder;
import io.secateur.model.Tensor;
import io.secateur.model.Weights;
import io.secateur.testing.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a convolution loses with a channel is fitted over what lies under its kernel, padding
 * included; held against plain loops.
 */
class RepairConvolutionTest {
  private static final int SIDE = 5;
  private static final int CHANNELS = 3;
  private static final int OUTPUTS = 4;
  private static final int TAPS = 9;
  private static final int PLACES = 9; // 3 x 3, as strides of 2 go over 5 + 1 + 1 rows

  private final Samples samples = samples();

  private static Samples samples() {
    Samples random = Samples.random(2, 70, 2, 2, SIDE, SIDE);
    float[][] wanted = new float[70][OUTPUTS];
    for (int s = 0; s < wanted.length; s++) {
      for (int o = 0; o < OUTPUTS; o++) {
        wanted[s][o] = (float) Math.sin(s * 7 + o);
      }
    }
    return random.wanting(wanted);
  }

  /**
   * 3 x 3 with padding, ReLU; 3 x 3 with strides and lopsided padding, ReLU, the mean of a plane.
   */
  private static Graph graph() {
    return new ModelBuilder(13)
        .input("x", ElementType.FLOAT, -1, 2, SIDE, SIDE)
        .constant("w1", Weights.random(1, CHANNELS, 2, 3, 3))
        .constant("b1", Weights.random(2, CHANNELS))
        .constant("w2", Weights.random(3, OUTPUTS, CHANNELS, 3, 3))
        .constant("b2", Weights.random(4, OUTPUTS))
        .node("Conv", "c1", List.of("x", "w1", "b1"), "pads", new long[] {1, 1, 1, 1})
        .node("Relu", "a1", List.of("c1"))
        .node(
            "Conv",
            "c2",
            List.of("a1", "w2", "b2"),
            "pads",
            new long[] {0, 1, 2, 1},
            "strides",
            new long[] {2, 2})
        .node("Relu", "a2", List.of("c2"))
        .node("GlobalAveragePool", "mean", List.of("a2"))
        .node("Flatten", "y", List.of("mean"))
        .output("y", ElementType.FLOAT, -1, OUTPUTS)
        .build()
        .graph();
  }

  @ParameterizedTest
  @EnumSource(Repair.class)
  void everyChannel(Repair repair) {
    try (Network network = Nets.network(graph())) {
      for (Measuring.Oracle oracle : Measuring.Oracle.values()) {
        Measuring how = Measuring.DEFAULT.with(oracle).with(repair);
        try (Objective objective = new Objective(network, samples, new SquaredError(), how)) {
          Gates open = network.anatomy().open();
          double[] found = objective.ablate(open, open.alive());
          assertThat(found).hasSize(CHANNELS);
          for (int c = 0; c < CHANNELS; c++) {
            double expected = error(network.graph(), repair, c);
            assertThat(found[c]).isCloseTo(expected, within(1e-5 * expected));
            assertThat(objective.evaluate(objective.close(open, c)).error())
                .isCloseTo(expected, within(1e-5 * expected));
          }
        }
      }
    }
  }

  /** A channel that another one is twice is made up for by it entirely, but for the ridge. */
  @Test
  void aTwinMakesUpForIt() {
    Graph graph = graph();
    double[] w = Nets.weights(graph, "w1");
    double[] twin = w.clone();
    for (int i = 0; i < 18; i++) {
      twin[18 + i] = 2 * w[i];
    }
    double[] b = Nets.weights(graph, "b1");
    b[1] = 2 * b[0];
    Gates gates =
        Gates.open(CHANNELS)
            .with(Map.of("w1", tensor(twin, CHANNELS, 2, 3, 3), "b1", tensor(b, CHANNELS)));
    try (Network network = Nets.network(graph);
        Objective repaired = objective(network, Repair.LEAST_SQUARES);
        Objective plain = objective(network, Repair.NONE)) {
      double whole = plain.evaluate(gates).error();
      double without = plain.ablate(gates, new int[] {0})[0];
      assertThat(Math.abs(without - whole)).isGreaterThan(0.1 * whole);
      assertThat(repaired.ablate(gates, new int[] {0})[0]).isCloseTo(whole, within(0.01 * whole));
    }
  }

  private static Tensor tensor(double[] values, long... dims) {
    float[] numbers = new float[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) values[i];
    }
    return Tensor.of(dims, numbers);
  }

  private Objective objective(Network network, Repair repair) {
    return new Objective(network, samples, new SquaredError(), Measuring.DEFAULT.with(repair));
  }

  /** E without a channel. */
  private double error(Graph graph, Repair repair, int gone) {
    double[][] rows = new double[samples.size() * PLACES][];
    for (int s = 0; s < samples.size(); s++) {
      double[][][] maps = maps(graph, samples.row(s));
      for (int p = 0; p < PLACES; p++) {
        rows[s * PLACES + p] = under(maps, p);
      }
    }
    int[] lost = IntStream.range(gone * TAPS, (gone + 1) * TAPS).toArray();
    int[] others = IntStream.range(0, CHANNELS * TAPS).filter(f -> f / TAPS != gone).toArray();
    double[][] rest = pick(rows, others);
    double ridge =
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).map(x -> x * x).sum()
            * 1e-3
            / (CHANNELS * TAPS);
    double[][] said = new double[rows.length][TAPS]; // what the others say of what is lost
    for (int t = 0; t < TAPS && repair != Repair.NONE; t++) {
      double[] target = new double[rows.length];
      for (int r = 0; r < rows.length; r++) {
        target[r] = rows[r][lost[t]];
      }
      double mean = Arrays.stream(target).average().orElseThrow();
      double[] share = repair == Repair.MEAN ? null : PlainRepair.regression(ridge, rest, target);
      for (int r = 0; r < rows.length; r++) {
        said[r][t] = share == null ? mean : share[others.length];
        for (int i = 0; share != null && i < others.length; i++) {
          said[r][t] += share[i] * rest[r][i];
        }
      }
    }
    double error = 0;
    double[] w = Nets.weights(graph, "w2");
    double[] b = Nets.weights(graph, "b2");
    float[][] wanted = Objects.requireNonNull(samples.values());
    for (int s = 0; s < samples.size(); s++) {
      for (int o = 0; o < OUTPUTS; o++) {
        double sum = 0;
        for (int p = 0; p < PLACES; p++) {
          int r = s * PLACES + p;
          double z = b[o];
          for (int i = 0; i < others.length; i++) {
            z += w[o * CHANNELS * TAPS + others[i]] * rest[r][i];
          }
          for (int t = 0; t < TAPS; t++) {
            z += w[o * CHANNELS * TAPS + lost[t]] * said[r][t];
          }
          sum += Math.max(0, z);
        }
        double off = sum / PLACES - wanted[s][o];
        error += off * off / 2;
      }
    }
    return error;
  }

  private static double[][] pick(double[][] rows, int... columns) {
    return Arrays.stream(rows)
        .map(row -> IntStream.of(columns).mapToDouble(c -> row[c]).toArray())
        .toArray(double[][]::new);
  }

  /** The first convolution's channels behind their ReLU (channels, SIDE, SIDE). */
  private static double[][][] maps(Graph graph, float[] x) {
    double[] w = Nets.weights(graph, "w1");
    double[] b = Nets.weights(graph, "b1");
    double[][][] maps = new double[CHANNELS][SIDE][SIDE];
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < SIDE; i++) {
        for (int j = 0; j < SIDE; j++) {
          double z = b[c];
          for (int k = 0; k < 2; k++) {
            for (int t = 0; t < TAPS; t++) {
              int row = i + t / 3 - 1;
              int column = j + t % 3 - 1;
              if (row >= 0 && row < SIDE && column >= 0 && column < SIDE) {
                z += w[(c * 2 + k) * TAPS + t] * x[(k * SIDE + row) * SIDE + column];
              }
            }
          }
          maps[c][i][j] = Math.max(0, z);
        }
      }
    }
    return maps;
  }

  /** What lies under the second kernel at a place, channel by channel; 0 in the padding. */
  private static double[] under(double[][][] maps, int place) {
    double[] row = new double[CHANNELS * TAPS];
    for (int f = 0; f < row.length; f++) {
      int i = place / 3 * 2 + f % TAPS / 3;
      int j = place % 3 * 2 + f % 3 - 1;
      boolean inside = i < SIDE && j >= 0 && j < SIDE;
      row[f] = inside ? maps[f / TAPS][i][j] : 0;
    }
    return row;
  }
}
